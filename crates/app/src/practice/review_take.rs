//! The review of a take, under the rules of today, with what its sound says, what its replies were worth, and what was said of it when it
//! was first reviewed.

use std::collections::BTreeMap;

use glidepath_domain::{Drill, FirstReview, ReplyKind, Review, TimedWord, Turn, Verdict};
use glidepath_interview::{Depth, ReplyReading, Resumed, breaking_depth, resumed};
use glidepath_practice::{DetailToDrop, Generality, LongTake, Section, detail_to_drop, generalities, sections};
use glidepath_speech::{BeforeBeat, Difference, Profile, Rates, Remark, Remarks, against, pauses_before_beats, rates};

use super::beside::beside;
use super::ladder::{follow_ups, readings};
use super::open_drill::{drill, may_see_review};
use super::personal_baseline::baseline_before;
use super::reviewing::{attempt_of, ended_among, review_of};
use crate::config::PracticeSettings;
use crate::review_answer::Reviewed;
use crate::{Bank, Error, Kept, Reviewer};

/// Earlier takes of the story looked at for what makes it run long: with this one the three that it is judged by.
const LOOKED_AT: usize = 2;

/// What the sound of the answer says.
#[derive(Debug, Clone, PartialEq)]
pub struct DeliverySeen {
    /// The four rates.
    pub rates: Rates,
    /// What is worth saying, in the language spoken; without fluency where that is switched off.
    pub remarks: Vec<Remark>,
    /// In what it is unlike one's usual; empty under five takes, and where fluency is switched off.
    pub unlike: Vec<Difference>,
    /// Which pauses stood before which beat; needs word times.
    pub before_beats: Vec<BeforeBeat>,
}

/// A reply and what it was worth.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplySeen {
    /// Its turn in the drill; the first follow-up is 1.
    pub turn: usize,
    /// What it was worth. Spans are of the reply's own text.
    pub reading: ReplyReading,
    /// Its rates, where there is sound.
    pub rates: Option<Rates>,
}

/// What was said at first, where the rules of today say something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidThen {
    /// The first review.
    pub first: FirstReview,
    /// Findings it had that are not found any more.
    pub gone: Vec<String>,
    /// Findings it did not have.
    pub come: Vec<String>,
}

/// A take and everything that is said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct TakeReview {
    /// The drill.
    pub drill: Kept<Drill>,
    /// The answer and its review.
    pub reviewed: Reviewed,
    /// What was said of it when it ended, where today's rules or words differ; none where they agree.
    pub then: Option<SaidThen>,
    /// The section clock.
    pub sections: Vec<Section>,
    /// What to drop, where the story keeps running long.
    pub drop: Option<DetailToDrop>,
    /// Generalities that a figure could take the place of.
    pub generalities: Vec<Generality>,
    /// What the sound says; none where it was typed.
    pub delivery: Option<DeliverySeen>,
    /// The replies to follow-ups that were answered or passed.
    pub replies: Vec<ReplySeen>,
    /// How far it held under questions.
    pub depth: Depth,
    /// Whether the thread was taken up again after an interruption; none without one, and where nobody knows when words were said.
    pub resumed: Option<Resumed>,
    /// The teller's own mark less the review's, in marks; none where either is missing.
    pub gap: Option<i8>,
}

/// Reviews a take. Its own verdict comes first: before it is given, or the drill is left, nothing is shown.
///
/// # Errors
/// When there is no such take, it is still open, or nothing of it was written down.
pub async fn review_take(
    bank: &Bank,
    reviewer: &Reviewer,
    settings: &PracticeSettings,
    id: &str,
) -> Result<TakeReview, Error> {
    let kept = reviewable(bank, id).await?;
    let review = review_of(bank, reviewer, &kept).await?;
    let mut before = bank.desk().drills().await?;
    before.retain(|one| one.created_ms < kept.created_ms);
    let of_story = |one: &&Kept<Drill>| kept.value.story.is_some() && one.value.story == kept.value.story;
    let of_story: Vec<Kept<Drill>> = before.iter().filter(of_story).cloned().collect();
    let earlier = ended_among(bank, reviewer, of_story, LOOKED_AT).await?;
    let (settings, today) = (settings.clone(), bank.today());
    beside(move || {
        let attempt = attempt_of(today, &kept.value);
        let answer = kept.value.answer().cloned().unwrap_or_else(|| Turn::open(""));
        let readings = readings(&kept.value);
        let depth = breaking_depth(follow_ups(&kept.value), &readings);
        let mut takes: Vec<LongTake<'_>> = earlier
            .iter()
            .filter_map(|one| long_take(&one.kept.value, &one.review))
            .collect();
        takes.extend(long_take(&kept.value, &review));
        let drop = detail_to_drop(&takes);
        let sections = sections(&review, &answer.words, &answer.text, answer.took_ms);
        let delivery = answer.delivery.as_ref().map(|delivery| {
            let rates = rates(delivery, review.measures.words, &answer.words);
            let baseline = baseline_before(before.iter().map(|one| &one.value));
            let remarks = Remarks {
                profile: Profile::of(settings.language.as_deref().unwrap_or(&review.language)),
                fluency: settings.fluency_penalties,
            };
            DeliverySeen {
                remarks: remarks.on(delivery, &rates),
                unlike: if settings.fluency_penalties {
                    against(&baseline, delivery, &rates)
                } else {
                    Vec::new()
                },
                before_beats: pauses_before_beats(delivery, &answer.words, &answer.text, &review.sentences),
                rates,
            }
        });
        let replies = follow_ups(&kept.value).iter().zip(readings).zip(1..);
        let replies = replies
            .filter(|((turn, _), _)| turn.reply != ReplyKind::Open)
            .map(|((turn, reading), at)| ReplySeen {
                turn: at,
                reading,
                rates: turn
                    .delivery
                    .as_ref()
                    .map(|delivery| rates(delivery, turn.text.split_whitespace().count(), &turn.words)),
            })
            .collect();
        Ok(TakeReview {
            then: kept
                .value
                .first_review
                .as_ref()
                .and_then(|first| said_then(first, &review)),
            sections,
            drop,
            generalities: generalities(&answer.text),
            delivery,
            replies,
            depth,
            resumed: thread(&answer),
            gap: gap_of(kept.value.own_verdict, review.overall.verdict),
            reviewed: Reviewed {
                attempt,
                review: Review::clone(&review),
                id: None,
                more: false,
            },
            drill: kept,
        })
    })
    .await
}

/// A take that may be reviewed.
pub(super) async fn reviewable(bank: &Bank, id: &str) -> Result<Kept<Drill>, Error> {
    let kept = drill(bank, id).await?;
    if !may_see_review(&kept.value) {
        return Err(Error::invalid(
            "drill-not-rated",
            "The review is shown when the drill has ended",
            "how you think it went is asked first, so that you learn to judge it yourself",
            "Finish the drill and say how it went, or leave it.",
        ));
    }
    match kept.value.answer() {
        Some(answer) if !answer.text.is_empty() => Ok(kept),
        Some(answer) if !answer.recording.is_empty() => Err(Error::invalid(
            "turn-unwritten",
            "What was said is not written down yet",
            "there is a recording and there are no words, and a review is about words",
            "Have it written down, or type what you said. The recording is kept.",
        )),
        _ => Err(Error::invalid(
            "take-empty",
            "There is nothing to review",
            "the drill was left before anything was said",
            "Tell it again.",
        )),
    }
}

fn long_take<'d>(drill: &'d Drill, review: &'d Review) -> Option<LongTake<'d>> {
    let answer = drill.answer()?;
    Some(LongTake {
        text: &answer.text,
        review,
        took_s: answer
            .took_ms
            .map(|ms| ms as f64 / 1_000.0)
            .or(review.measures.duration_s)?,
        limit_s: f64::from(drill.limit_s),
    })
}

fn said_then(first: &FirstReview, now: &Review) -> Option<SaidThen> {
    let mut left: BTreeMap<&str, i64> = BTreeMap::new();
    for rule in &first.findings {
        *left.entry(rule).or_default() += 1;
    }
    for finding in &now.findings {
        *left.entry(finding.rule).or_default() -= 1;
    }
    let with = |sign: fn(i64) -> bool| -> Vec<String> {
        left.iter()
            .filter(|(_, n)| sign(**n))
            .map(|(rule, _)| (*rule).to_owned())
            .collect()
    };
    let (gone, come) = (with(|n| n > 0), with(|n| n < 0));
    (!gone.is_empty() || !come.is_empty() || first.verdict != now.overall.verdict).then(|| SaidThen {
        first: first.clone(),
        gone,
        come,
    })
}

/// Whether the thread was taken up after the teller was cut in on, by the times of the words.
fn thread(answer: &Turn) -> Option<Resumed> {
    let cut = byte_at(&answer.text, &answer.words, answer.interrupted_ms?)?;
    let (before, after) = answer.text.split_at_checked(cut)?;
    Some(resumed(before, after))
}

/// Where in the text the first word stands that was begun after this moment. Words are looked for in order; `None` where that is not how
/// the text reads.
fn byte_at(text: &str, words: &[TimedWord], ms: u64) -> Option<usize> {
    let mut from = 0;
    for word in words {
        let at = from + text.get(from..)?.find(word.word.trim())?;
        if word.start_ms >= ms {
            return Some(at);
        }
        from = at + word.word.trim().len();
    }
    (!words.is_empty()).then_some(text.len())
}

fn gap_of(own: Option<Verdict>, review: Option<Verdict>) -> Option<i8> {
    let mark = |verdict: Verdict| match verdict {
        Verdict::Below => 0,
        Verdict::Meets => 1,
        Verdict::Raises => 2,
    };
    Some(mark(own?) - mark(review?))
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{TimedWord, Verdict};

    use super::{byte_at, gap_of};

    #[test]
    fn the_cut_is_found_by_the_times_of_words() {
        let text = "I rewrote it, and then I rewrote it again.";
        let words: Vec<TimedWord> = text
            .split_whitespace()
            .zip(0..)
            .map(|(word, n)| TimedWord {
                word: word.to_owned(),
                start_ms: n * 300,
                end_ms: n * 300 + 200,
            })
            .collect();
        assert_eq!(byte_at(text, &words, 0), Some(0));
        assert_eq!(&text[byte_at(text, &words, 1_500).unwrap()..], "I rewrote it again.");
        assert_eq!(byte_at(text, &words, 99_000), Some(text.len()));
        assert_eq!(byte_at("Something else", &words, 900), None);
        assert_eq!(byte_at(text, &[], 900), None);
    }

    #[test]
    fn the_gap_is_counted_in_marks() {
        assert_eq!(gap_of(Some(Verdict::Raises), Some(Verdict::Below)), Some(2));
        assert_eq!(gap_of(Some(Verdict::Below), Some(Verdict::Meets)), Some(-1));
        assert_eq!(gap_of(None, Some(Verdict::Meets)), None);
        assert_eq!(gap_of(Some(Verdict::Meets), None), None);
    }
}
