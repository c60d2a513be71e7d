//! Whole ladders against answers and replies written by hand: what is asked, what is not asked again, and where it ends.

use crate::staged::{review, strong};
use glidepath_domain::{Beat, Layer, Question, ReplyKind, Review, Temperament, Turn};
use glidepath_interview::{
    EndReason, Ground, MOST_A_LAYER, Next, Probe, ReplyReading, Signal, breaking_depth, next, read_reply,
};

const WARD: &str = "I ran the roster for a surgical ward. Night shifts were always short, and agency staff were expensive. We decided to let nurses swap among themselves with a shared board. The team built it and rolled it out, and it went really well. Costs came down significantly.";

fn ward() -> Review {
    review(
        WARD,
        &[
            ("royal-we", ""),
            ("no-metric", ""),
            ("perfect-path", "it went really well"),
            ("no-reflection", ""),
        ],
        &[Beat::Context, Beat::Problem, Beat::Action, Beat::Action, Beat::Result],
    )
}

/// An interview under way.
struct Interview<'a> {
    answer: &'a str,
    review: &'a Review,
    question: Option<&'a Question>,
    temperament: Temperament,
    most: Option<u32>,
    turns: Vec<Turn>,
    readings: Vec<ReplyReading>,
}

impl<'a> Interview<'a> {
    fn of(answer: &'a str, review: &'a Review) -> Self {
        Self {
            answer,
            review,
            question: None,
            temperament: Temperament::Terse,
            most: None,
            turns: Vec::new(),
            readings: Vec::new(),
        }
    }

    fn next(&self) -> Next {
        next(&Ground {
            question: self.question,
            asked: "Tell me about a time you cut costs.",
            answer: self.answer,
            review: self.review,
            turns: &self.turns,
            replies: &self.readings,
            temperament: self.temperament,
            most: self.most,
        })
    }

    fn ask(&self) -> Probe {
        match self.next() {
            Next::Ask(probe) => probe,
            Next::End(reason) => panic!(
                "ended: {reason:?} after {:?}",
                self.turns.iter().map(|t| &t.asked).collect::<Vec<_>>()
            ),
        }
    }

    /// Asks, and takes this reply; an empty one passes.
    fn reply(&mut self, reply: &str) -> Probe {
        let probe = self.ask();
        let mut turn = probe.turn();
        turn.reply = if reply.is_empty() {
            ReplyKind::Passed
        } else {
            ReplyKind::Said
        };
        turn.text = reply.to_owned();
        let earlier: Vec<&str> = self.turns.iter().map(|turn| turn.text.as_str()).collect();
        let before = format!("{}\n{}", self.answer, earlier.join("\n"));
        self.readings.push(read_reply(&turn, reply, &before));
        self.turns.push(turn);
        probe
    }
}

#[test]
fn the_first_follow_up_quotes_the_answer_and_aims_at_the_first_finding() {
    let review = ward();
    let probe = Interview::of(WARD, &review).ask();
    assert_eq!(
        (probe.layer, probe.aims_at.as_str(), probe.variable),
        (Layer::Clarify, "royal-we", "own-part")
    );
    assert!(WARD.contains(&probe.quote) && probe.text.contains(&probe.quote));
    assert_eq!(probe.why, "Found royal-we.");
    assert_eq!(
        probe.text,
        "\"We decided to let nurses swap among themselves with a shared board\": your part?"
    );
}

#[test]
fn the_ladder_goes_down_while_replies_bring_something() {
    let review = ward();
    let mut interview = Interview::of(WARD, &review);
    for (layer, reply) in [
        (
            Layer::Clarify,
            "I drew the board on paper and wrote the rule that nobody may swap twice in a row.",
        ),
        (
            Layer::Evidence,
            "Fourteen agency nights in October, three in December. A night cost 620 crowns more.",
        ),
        (
            Layer::Alternative,
            "A bonus of 300 crowns a night. I dropped it because it would have eaten the saving.",
        ),
        (
            Layer::Failure,
            "Two of the younger ones gave away their Saturdays until Marit came to me in November.",
        ),
        (
            Layer::Challenge,
            "I asked Sunniva in IT for the log and went through each swap of that week.",
        ),
        (
            Layer::Counterfactual,
            "With forty wards I would put a cap of two swaps a month into the system.",
        ),
    ] {
        assert_eq!(interview.reply(reply).layer, layer, "{reply}");
    }
    let aims: Vec<&str> = interview.turns.iter().map(|turn| turn.aims_at.as_str()).collect();
    assert_eq!(aims[..4], ["royal-we", "no-metric", "perfect-path", "no-reflection"]);
    assert_eq!(breaking_depth(&interview.turns, &interview.readings).broke_at, None);
}

#[test]
fn a_dodged_question_is_put_once_more_in_other_words() {
    let review = ward();
    let mut interview = Interview::of(WARD, &review);
    interview.temperament = Temperament::Sceptical;
    let first = interview.reply("Communication mattered most, and I am proud of how it felt.");
    assert!(!interview.readings[0].answered, "{:?}", interview.readings[0]);
    let second = interview.ask();
    assert_eq!(
        (second.layer, second.aims_at.as_str()),
        (first.layer, first.aims_at.as_str())
    );
    assert_ne!(second.text, first.text);
    assert!(
        second.text.starts_with("That went past my question."),
        "{}",
        second.text
    );
}

#[test]
fn a_general_reply_is_challenged_in_its_own_words() {
    let review = ward();
    let mut interview = Interview::of(WARD, &review);
    let general = "You always have to give people autonomy, and people usually respond well to it.";
    interview.reply(general);
    assert!(interview.readings[0].has(Signal::General));
    let probe = interview.ask();
    assert_eq!(probe.layer, Layer::Challenge);
    assert!(
        general.contains(&probe.quote) && probe.text.ends_with("One occasion."),
        "{}",
        probe.text
    );
    // Answered, the ladder goes on where it was.
    interview.reply("On the second Friday of October I rang Marit at six, because two were ill, and she found a swap.");
    assert_eq!(interview.ask().layer, Layer::Evidence);
}

#[test]
fn two_passes_end_it_and_one_does_not() {
    let review = ward();
    let mut interview = Interview::of(WARD, &review);
    interview.reply("");
    let after = interview.reply("I rang every agency myself on 4 March.");
    assert_eq!(after.layer, Layer::Evidence);
    interview.reply("");
    interview.reply("");
    assert_eq!(interview.next(), Next::End(EndReason::PassedTwice));
    let depth = breaking_depth(&interview.turns, &interview.readings);
    assert_eq!((depth.reached, depth.broke_at), (0, Some(1)));
}

#[test]
fn it_ends_where_the_evidence_does() {
    let review = ward();
    let mut interview = Interview::of(WARD, &review);
    interview.reply("I drew the first board on paper, and Sunniva in IT built it in March.");
    interview.reply("Costs came down significantly.");
    assert!(matches!(interview.next(), Next::Ask(_)));
    interview.reply("It went really well, and costs came down.");
    assert_eq!(interview.next(), Next::End(EndReason::EvidenceEnded));
    let depth = breaking_depth(&interview.turns, &interview.readings);
    assert_eq!((depth.reached, depth.broke_at), (1, Some(2)));
}

#[test]
fn a_plain_drill_stops_after_as_many_as_it_was_told() {
    let review = ward();
    let mut interview = Interview::of(WARD, &review);
    interview.most = Some(2);
    interview.reply("I drew the first board on paper, and Sunniva in IT built it in March.");
    interview.reply("We booked fourteen agency nights in October and three in December.");
    assert_eq!(interview.next(), Next::End(EndReason::Enough));
}

#[test]
fn a_grilling_goes_on_for_twelve_and_asks_nothing_twice() {
    for temperament in Temperament::ALL {
        let review = ward();
        let mut interview = Interview::of(WARD, &review);
        interview.temperament = *temperament;
        let places = [
            "Bergen", "Oslo", "Bodo", "Narvik", "Tromso", "Molde", "Hamar", "Skien", "Larvik", "Moss", "Horten",
            "Halden", "Drammen",
        ];
        for (index, place) in places.iter().enumerate() {
            if let Next::End(reason) = interview.next() {
                assert_eq!(reason, EndReason::AllAnswered);
                assert!(index >= 8, "{temperament} ended after {index}");
                break;
            }
            interview.reply(&format!(
                "Because of the log from {place} I would have chosen {} instead, and I lost {} nights there.",
                index + 3,
                index + 20
            ));
        }
        let asked: Vec<&str> = interview.turns.iter().map(|turn| turn.asked.as_str()).collect();
        for (index, one) in asked.iter().enumerate() {
            assert!(!asked[index + 1..].contains(one), "asked twice: {one}");
        }
        for layer in Layer::ALL {
            assert!(interview.turns.iter().filter(|turn| turn.layer == Some(*layer)).count() <= MOST_A_LAYER);
        }
    }
}

#[test]
fn a_driller_stays_on_the_point_and_others_move_on() {
    let review = ward();
    let reply = "I drew the board on paper and wrote the rule that nobody may swap twice in a row.";
    for (temperament, aim) in [
        (Temperament::Drilling, "royal-we"),
        (Temperament::Terse, "no-metric"),
        (Temperament::Friendly, "no-metric"),
        (Temperament::Sceptical, "no-metric"),
    ] {
        let mut interview = Interview::of(WARD, &review);
        interview.temperament = temperament;
        interview.reply(reply);
        assert_eq!(interview.ask().aims_at, aim, "{temperament}");
    }
}

#[test]
fn each_temperament_puts_it_in_its_own_words() {
    let review = ward();
    let mut said = Vec::new();
    for temperament in Temperament::ALL {
        let mut interview = Interview::of(WARD, &review);
        interview.temperament = *temperament;
        interview.reply("I drew the board on paper, and Sunniva in IT built it.");
        let text = interview.ask().text;
        assert!(!said.contains(&text), "{text}");
        said.push(text);
    }
    // Few words come from the terse one.
    let words = |text: &String| text.split_whitespace().count();
    assert!(said[1..].iter().all(|text| words(text) > words(&said[0])), "{said:?}");
}

const INDEX: &str = "Our search index was rebuilt every night. Bogdan, who owned the cluster, said it would lose deletions. I wrote a checker and found two kinds of deletion. The rebuild went to nine minutes.";

#[test]
fn a_baseline_that_was_given_is_not_asked_for() {
    let review = review(
        INDEX,
        &[
            ("no-baseline", "nine minutes"),
            ("metric-without-mechanism", "nine minutes"),
        ],
        &[Beat::Problem, Beat::Obstacle, Beat::Action, Beat::Result],
    );
    let mut interview = Interview::of(INDEX, &review);
    let first = interview.reply("It was six hours before, and nine minutes in the week after.");
    assert_eq!(
        (first.aims_at.as_str(), first.text.as_str()),
        ("no-baseline", "\"The rebuild went to nine minutes\": and before?")
    );
    while let Next::Ask(probe) = interview.next() {
        assert!(
            !probe.text.contains("and before?")
                && !probe.text.contains("against what")
                && !probe.text.contains("what is usual"),
            "{}",
            probe.text
        );
        if interview.turns.len() > 8 {
            break;
        }
        interview.reply(&format!(
            "I counted {} runs with Petra on the {}th of June because the log showed it.",
            interview.turns.len() + 40,
            interview.turns.len() + 3
        ));
    }
}

#[test]
fn nobody_is_asked_for_words_that_were_told() {
    let review = review(
        INDEX,
        &[("no-friction", "")],
        &[Beat::Problem, Beat::Obstacle, Beat::Action, Beat::Result],
    );
    let mut interview = Interview::of(INDEX, &review);
    for turn in 0..10 {
        let Next::Ask(probe) = interview.next() else { break };
        assert!(!probe.text.contains("Bogdan said what"), "{}", probe.text);
        interview.reply(&format!(
            "I compared {} queries with Petra on the {}th of June because the log showed it.",
            turn + 40,
            turn + 3
        ));
    }
}

#[test]
fn an_answer_without_findings_is_asked_by_its_question_and_by_what_it_lacks() {
    let review = strong(
        review(INDEX, &[], &[Beat::Problem, Beat::Obstacle, Beat::Action, Beat::Result]),
        &["individual-action", "mechanism"],
    );
    let bank = glidepath_content::question("dive-deep-came-back-again").unwrap();
    let mut interview = Interview::of(INDEX, &review);
    interview.question = Some(&bank.question);
    let first = interview.ask();
    assert!(
        bank.question
            .ladder
            .iter()
            .any(|step| first.text.ends_with(step.as_str())),
        "{}",
        first.text
    );
    assert_eq!((first.aims_at.as_str(), first.variable), ("", ""));
    interview.question = None;
    let other = interview.ask();
    assert!(
        !other.variable.is_empty() && INDEX.contains(&other.quote) && !other.quote.is_empty(),
        "{other:?}"
    );
}

#[test]
fn what_cannot_be_asked_about_is_said_kindly() {
    let empty = review(" \n", &[], &[]);
    assert_eq!(Interview::of(" \n", &empty).next(), Next::End(EndReason::NothingSaid));
    let german = "Ich habe damals die Anlage angehalten, weil wir nicht wussten, woran es lag, und dann haben wir die Stecker ersetzt.";
    let foreign = review(german, &[], &[]);
    assert_eq!(foreign.language, "de");
    assert_eq!(Interview::of(german, &foreign).next(), Next::End(EndReason::NotEnglish));
    let short = review("I fixed it.", &[("thin", "")], &[Beat::Action]);
    let probe = Interview::of("I fixed it.", &short).ask();
    assert_eq!((probe.aims_at.as_str(), probe.quote.as_str()), ("thin", "I fixed it"));
    for reason in EndReason::ALL {
        assert!(reason.words().ends_with('.') && !reason.slug().is_empty());
    }
}
