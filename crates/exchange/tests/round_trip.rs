//! Notes and bank files lose nothing, whatever the words; tables lose only what they say they lose.

use glidepath_domain::{
    Appendix, Beat, Bucket, Commonness, Conflict, Difficulty, Fact, FactKind, Form, Level, Outcome, Passage, Principle,
    Question, Reach, Role, Story, Sureness, When,
};
use glidepath_exchange::{Incoming, Meets, Part, merge, read, write};
use proptest::prelude::*;

/// Words, and among them all that a note is made of.
fn words() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        4 => any::<String>(),
        1 => Just("---".to_owned()),
        1 => Just("## Action".to_owned()),
        1 => Just("\\## Result".to_owned()),
        1 => Just("### Data  ".to_owned()),
        1 => Just("## Action {principle: dive-deep}".to_owned()),
        1 => Just("<!-- principle: dive-deep -->".to_owned()),
        1 => Just("```rust".to_owned()),
        1 => Just("    four spaces, then 🛫".to_owned()),
        1 => Just("# A heading".to_owned()),
        1 => Just("with a return\r".to_owned()),
        1 => Just("=1+1".to_owned()),
        1 => Just("'=1".to_owned()),
        1 => Just(String::new()),
    ];
    prop::collection::vec(line, 0..5).prop_map(|lines| lines.join("\n"))
}

fn one_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(all)
}

fn date() -> impl Strategy<Value = When> {
    (1900_i16..2100, prop::option::of((1_u8..13, prop::option::of(1_u8..29)))).prop_map(|(year, rest)| When {
        year,
        month: rest.map(|(month, _)| month),
        day: rest.and_then(|(_, day)| day),
    })
}

prop_compose! {
    fn fact()(kind in one_of(FactKind::ALL), sureness in one_of(Sureness::ALL), text in prop::array::uniform4(words())) -> Fact {
        let [what, value, baseline, basis] = text;
        Fact { kind, what, value, baseline, basis, sureness }
    }
}

prop_compose! {
    fn passage()(beat in one_of(Beat::ALL), text in words(), principle in prop::option::of(one_of(Principle::ALL))) -> Passage {
        Passage { beat, text, principle }
    }
}

prop_compose! {
    fn story()(
        beats in prop::collection::vec(passage(), 0..6),
        facts in prop::collection::vec(fact(), 0..3),
        principles in prop::sample::subsequence(Principle::ALL, 0..4),
        lists in prop::array::uniform2(prop::collection::vec(words(), 0..3)),
        text in prop::collection::vec(words(), 19),
        outcome in prop::option::of(one_of(Outcome::ALL)),
        when in prop::option::of(date()),
        team_size in any::<Option<u32>>(),
        scope in prop::option::of(one_of(Reach::ALL)),
        level in prop::option::of(one_of(Level::ALL)),
    ) -> Story {
        let mut text = text.into_iter();
        let mut next = || text.next().expect("nineteen texts were drawn");
        let [constraints, tags] = lists;
        Story {
            title: next(),
            beats,
            principles,
            facts,
            constraints,
            conflict: Conflict { with: next(), over: next(), lasted: next() },
            decision_owner: next(),
            customer: next(),
            cost: next(),
            doubt: next(),
            choice: next(),
            hardest: next(),
            outcome,
            when,
            employer: next(),
            role: next(),
            team_size,
            scope,
            level,
            function: next(),
            tags,
            appendix: Appendix { data: next(), technical: next(), alternatives: next(), people: next(), timeline: next() },
            confidential: next(),
        }
    }
}

fn question() -> impl Strategy<Value = Question> {
    (words(), one_of(Bucket::ALL), one_of(Form::ALL), any::<bool>()).prop_map(|(text, bucket, form, tricky)| Question {
        text: text.clone(),
        principles: vec![Principle::DiveDeep],
        bucket,
        form,
        parts: vec![text.clone()],
        roles: vec![Role::Sde],
        levels: vec![Level::L6],
        difficulty: Difficulty::Hard,
        tricky,
        commonness: Commonness::Rare,
        ladder: vec![text.clone()],
        good: text,
    })
}

/// A bank with ids of its own.
fn bank() -> impl Strategy<Value = Vec<(String, Story)>> {
    prop::collection::vec(story(), 1..4).prop_map(|stories| {
        stories
            .into_iter()
            .enumerate()
            .map(|(at, story)| (format!("s-{at}"), story))
            .collect()
    })
}

fn brought_back(files: &[Incoming]) -> Vec<(String, Story)> {
    let brought = read(files).expect("what was written is read");
    assert_eq!(brought.remarks, []);
    brought
        .stories
        .into_iter()
        .map(|told| (told.id.expect("each has its id"), told.story))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn notes_lose_nothing(bank in bank()) {
        let files: Vec<_> = write::markdown(&bank).into_iter().map(|(name, text)| Incoming::new(name, text)).collect();
        prop_assert_eq!(brought_back(&files), bank);
    }

    #[test]
    fn a_bank_file_loses_nothing(bank in bank(), questions in prop::collection::vec(question(), 0..3)) {
        let questions: Vec<_> = questions.into_iter().enumerate().map(|(at, q)| (format!("q-{at}"), q)).collect();
        let file = Incoming::new("bank.json", write::json(&bank, &questions));
        let brought = read(std::slice::from_ref(&file)).unwrap();
        let read_back: Vec<_> = brought.questions.into_iter().map(|q| (q.id.unwrap(), q.question)).collect();
        prop_assert_eq!(read_back, questions);
        prop_assert_eq!(brought_back(&[file]), bank);
    }

    #[test]
    fn a_table_keeps_the_words_of_every_part(bank in bank()) {
        let brought = read(&[Incoming::new("bank.csv", write::csv(&bank))]).unwrap();
        for (told, (id, story)) in brought.stories.iter().zip(&bank) {
            prop_assert_eq!(told.id.as_ref(), Some(id));
            // Lists stand one item a line, so that their items are trimmed; the other parts are the words themselves.
            let lists = [Part::Facts, Part::Constraints, Part::Tags, Part::Principles];
            for part in told.holds.iter().filter(|part| !lists.contains(part)) {
                let words = part.read(story);
                let blank_beat = matches!(part, Part::Beat(_)) && words.trim().is_empty();
                prop_assert_eq!(part.read(&told.story), if blank_beat { String::new() } else { words }, "{:?}", part);
            }
        }
    }

    #[test]
    fn what_was_written_merges_as_the_same(bank in bank()) {
        let files: Vec<_> = write::markdown(&bank).into_iter().map(|(name, text)| Incoming::new(name, text)).collect();
        for merge in merge(&bank, &read(&files).unwrap()) {
            prop_assert_eq!(merge.meets, Meets::Same);
        }
    }

    #[test]
    fn no_bytes_make_the_reader_fall(bytes in any::<Vec<u8>>(), text in words(), at in 0_usize..7) {
        let name = ["a.md", "a.csv", "a.json", "a.txt", "a.zip", "a.docx", "a.pdf"][at];
        let _ = read(&[Incoming::new(name, bytes)]);
        let _ = read(&[Incoming::new(name, format!("---\n{text}\n---\n{text}"))]);
        let _ = read(&[Incoming::new(name, text)]);
    }
}
