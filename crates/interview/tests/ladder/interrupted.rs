//! The interrupted drill: when it is cut in on, and whether the thread comes back.

use crate::staged::review;
use glidepath_domain::Beat;
use glidepath_interview::{Telling, cut_in, resumed};

const BEFORE: &str = "The label press stopped twice a shift. I was the planner. I traced the sensor cables at night. I pulled the plugs one by one and measured each of them.";

fn telling<'a>(review: &'a glidepath_domain::Review, elapsed_ms: u64) -> Telling<'a> {
    Telling {
        text: BEFORE,
        sentences: &review.sentences,
        elapsed_ms,
        limit_ms: 150_000,
    }
}

#[test]
fn it_cuts_in_on_what_was_done_and_asks_what_was_not_said() {
    let acting = review(BEFORE, &[], &[Beat::Problem, Beat::Role, Beat::Action, Beat::Action]);
    assert_eq!(cut_in(&telling(&acting, 20_000)), None, "there is no thread yet");
    let cut = cut_in(&telling(&acting, 60_000)).unwrap();
    assert_eq!((cut.heard, cut.at_ms), (BEFORE.len(), 60_000));
    assert!(cut.text.ends_with('?'), "{}", cut.text);
    let setting = review(BEFORE, &[], &[Beat::Context]);
    assert_eq!(cut_in(&telling(&setting, 60_000)), None, "nothing was done yet");
    assert!(
        cut_in(&telling(&setting, 90_000)).is_some(),
        "time alone decides in the end"
    );
    let unwritten = Telling {
        text: "",
        sentences: &[],
        elapsed_ms: 90_000,
        limit_ms: 150_000,
    };
    assert!(cut_in(&unwritten).is_some());
}

#[test]
fn a_thread_taken_up_goes_on_from_where_it_was() {
    for after in [
        "There were four of us. So I measured each of the plugs, and two of them were corroded, so I ordered gold contacts.",
        "Four. As I was saying, two connectors at the far end had turned green, and I ordered new ones from Ulm.",
    ] {
        let taken = resumed(BEFORE, after);
        assert!(taken.resumed && taken.span.is_some(), "{after}: {}", taken.why);
    }
}

#[test]
fn a_thread_lost_is_named_as_such() {
    for (after, why) in [
        ("", "Nothing came"),
        ("There were four of us, and we got on well.", "did not come back"),
        (
            "Four. So the label press stopped twice a shift, I was the planner, and that was a shift problem with the press.",
            "from the start",
        ),
        ("Four of us. I measured each of the plugs.", "did not go on"),
    ] {
        let taken = resumed(BEFORE, after);
        assert!(!taken.resumed && taken.why.contains(why), "{after}: {}", taken.why);
    }
}
