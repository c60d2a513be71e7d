//! How a round's time is spent: how many questions, how many follow-ups at most, what is kept for the candidate's own questions.
//! It reads no clock and knows nothing of what was said.

use glidepath_content::Breadth;

/// The shortest round there can be, in minutes. Set by hand: one answer, two or three follow-ups, a question back.
pub const SHORTEST_ROUND: u32 = 8;

/// The share of a round that is the candidate's own: five minutes of forty-five. Source: domain §9.
const RESERVE: f64 = 5.0 / 45.0;

/// The timebox of an answer in seconds; less where a question has little time in all. Source: domain §3.
const ANSWER_S: f64 = 180.0;

/// How a round's time is spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoundTime {
    /// Questions that fit.
    pub questions: usize,
    /// The most follow-ups to one question.
    pub most_follow_ups: u32,
    /// The timebox of an answer, in seconds.
    pub limit_s: u32,
    /// Kept for the candidate's own questions at the end, in seconds.
    pub reserve_s: u32,
}

/// How somebody of this breadth spends a round of so many minutes: at real length two, three or four questions with up to twelve,
/// five or three follow-ups; in less time fewer questions, and one at least. Source: domain §9. A round under
/// [`SHORTEST_ROUND`] is planned as one of that length.
#[must_use]
pub fn round_time(minutes: u32, breadth: Breadth) -> RoundTime {
    let total_s = f64::from(minutes.max(SHORTEST_ROUND)) * 60.0;
    let reserve_s = (total_s * RESERVE).round();
    // The least seconds that make a question worth asking are set by hand: deep enough, or quick enough, for who asks.
    let (real, least_s, most_follow_ups) = match breadth {
        Breadth::Deep => (2, 600.0, 12),
        Breadth::Even => (3, 420.0, 5),
        Breadth::Wide => (4, 300.0, 3),
    };
    let questions = (((total_s - reserve_s) / least_s) as usize).clamp(1, real);
    // Two fifths of a question's time tell the answer where the usual timebox would leave nothing to ask in.
    let limit_s = ANSWER_S.min((total_s - reserve_s) / questions as f64 * 0.4);
    RoundTime {
        questions,
        most_follow_ups,
        limit_s: limit_s.round() as u32,
        reserve_s: reserve_s as u32,
    }
}

#[cfg(test)]
mod tests {
    use glidepath_content::Breadth;

    use super::{RoundTime, SHORTEST_ROUND, round_time};

    const BREADTHS: [Breadth; 3] = [Breadth::Deep, Breadth::Even, Breadth::Wide];

    #[test]
    fn at_real_length_two_to_four_questions_are_asked() {
        for minutes in 45..=60 {
            let questions = BREADTHS.map(|breadth| round_time(minutes, breadth).questions);
            assert_eq!(questions, [2, 3, 4], "{minutes} minutes");
        }
        let even = round_time(45, Breadth::Even);
        let expected = RoundTime {
            questions: 3,
            most_follow_ups: 5,
            limit_s: 180,
            reserve_s: 300,
        };
        assert_eq!(even, expected);
    }

    #[test]
    fn less_time_never_gives_more() {
        for breadth in BREADTHS {
            let mut before = round_time(0, breadth);
            assert_eq!(before, round_time(SHORTEST_ROUND, breadth));
            for minutes in 1..=90 {
                let now = round_time(minutes, breadth);
                assert!(now.questions >= before.questions.max(1) && now.reserve_s >= before.reserve_s);
                before = now;
            }
        }
    }

    #[test]
    fn a_scaled_round_still_has_room_for_a_follow_up_and_a_question_back() {
        for breadth in BREADTHS {
            for minutes in SHORTEST_ROUND..=60 {
                let time = round_time(minutes, breadth);
                let asked = time.questions as u32 * (time.limit_s + 60);
                assert!(
                    asked + time.reserve_s <= minutes * 60,
                    "{minutes} minutes, {breadth:?}: {time:?}"
                );
                assert!(
                    time.limit_s >= 90 && time.reserve_s >= 50,
                    "{minutes} minutes, {breadth:?}: {time:?}"
                );
            }
        }
    }
}
