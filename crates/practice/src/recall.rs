//! The retrieval drill: something is asked, and brought back in ten seconds or not; later in five. Graded by time and
//! by whether it was right. What is asked when is the schedule's business.

use glidepath_domain::{Grade, MemoryCard, MemoryKind, StoryId};

/// Time to bring something back, in milliseconds. Source: `docs/practice.md` §4.
pub const FIRST_LIMIT_MS: u64 = 10_000;
/// The same once it came in time three times running. Source: `docs/practice.md` §4; interview-coach-skill's.
pub const SECOND_LIMIT_MS: u64 = 5_000;
/// How many times running.
const IN_TIME: usize = 3;
/// Share of the limit within which something came at once, in percent. Source: `docs/practice.md` §4.
const AT_ONCE_PERCENT: u64 = 30;

/// How long this card may take, in milliseconds: until the story is picked, or until one begins to say it.
#[must_use]
pub fn limit_ms(card: &MemoryCard) -> u64 {
    let latest = card.asked.iter().rev().take(IN_TIME);
    let in_time = latest.filter(|recalled| recalled.grade >= Grade::Good).count();
    if in_time == IN_TIME {
        SECOND_LIMIT_MS
    } else {
        FIRST_LIMIT_MS
    }
}

/// Grades one answer. Wrong is wrong however fast; right but late is hard; right within three tenths of the limit is easy.
/// A principle and a finding are practised by a whole telling, whose seconds say nothing: right is good there.
#[must_use]
pub fn grade(kind: MemoryKind, latency_ms: u64, hit: bool, limit_ms: u64) -> Grade {
    let timed = !matches!(kind, MemoryKind::Principle | MemoryKind::Finding);
    if !hit {
        Grade::Again
    } else if !timed {
        Grade::Good
    } else if latency_ms > limit_ms {
        Grade::Hard
    } else if latency_ms.saturating_mul(100) <= limit_ms.saturating_mul(AT_ONCE_PERCENT) {
        Grade::Easy
    } else {
        Grade::Good
    }
}

/// Whether the story picked is one that answers the question: `accepted` are those that the ranking accepts.
#[must_use]
pub fn is_hit(picked: &StoryId, accepted: &[StoryId]) -> bool {
    accepted.contains(picked)
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{Grade, MemoryCard, MemoryKind, Recalled, StoryId};

    use super::{FIRST_LIMIT_MS, SECOND_LIMIT_MS, grade, is_hit, limit_ms};

    fn card(grades: &[Grade]) -> MemoryCard {
        let asked = grades.iter().enumerate().map(|(nth, grade)| Recalled {
            at_ms: nth as i64,
            latency_ms: 4_000,
            grade: *grade,
        });
        MemoryCard {
            kind: MemoryKind::Match,
            story: None,
            family: None,
            about: String::new(),
            memory: None,
            due_ms: 0,
            asked: asked.collect(),
        }
    }

    #[test]
    fn five_seconds_after_three_in_time() {
        use Grade::{Again, Easy, Good, Hard};
        for (grades, limit) in [
            (&[][..], FIRST_LIMIT_MS),
            (&[Good, Easy], FIRST_LIMIT_MS),
            (&[Again, Good, Easy, Good], SECOND_LIMIT_MS),
            (&[Good, Good, Good, Hard], FIRST_LIMIT_MS),
            (&[Good, Good, Again, Good, Good], FIRST_LIMIT_MS),
        ] {
            assert_eq!(limit_ms(&card(grades)), limit, "{grades:?}");
        }
    }

    #[test]
    fn graded_by_time_and_by_being_right() {
        for (latency, hit, limit, expected) in [
            (3_000, true, 10_000, Grade::Easy),
            (3_001, true, 10_000, Grade::Good),
            (10_000, true, 10_000, Grade::Good),
            (10_001, true, 10_000, Grade::Hard),
            (6_000, true, 5_000, Grade::Hard),
            (100, false, 10_000, Grade::Again),
            (u64::MAX, true, 10_000, Grade::Hard),
        ] {
            assert_eq!(
                grade(MemoryKind::Match, latency, hit, limit),
                expected,
                "{latency} {hit} {limit}"
            );
        }
        assert_eq!(grade(MemoryKind::Finding, 170_000, true, 10_000), Grade::Good);
    }

    #[test]
    fn a_hit_is_a_story_that_answers() {
        let accepted = [StoryId("a".into()), StoryId("b".into())];
        assert!(is_hit(&StoryId("b".into()), &accepted));
        assert!(!is_hit(&StoryId("c".into()), &accepted));
    }
}
