//! What an import would change, who moved, and what each side taken writes.

use glidepath_domain::{Beat, Passage, Principle, Story, When};
use glidepath_exchange::{Brought, Clash, Incoming, Meets, Part, Take, Write, apply, merge, read, write};

fn story(title: &str, employer: &str) -> Story {
    Story {
        title: title.to_owned(),
        employer: employer.to_owned(),
        when: When::read("2023-05"),
        beats: vec![Passage {
            beat: Beat::Action,
            text: "I looked.".to_owned(),
            principle: Some(Principle::DiveDeep),
        }],
        ..Story::default()
    }
}

fn bank() -> Vec<(String, Story)> {
    vec![("s1".to_owned(), story("The queue", "Acme"))]
}

fn exported(bank: &[(String, Story)]) -> String {
    write::json(bank, &[])
}

fn brought(text: &str) -> Brought {
    read(&[Incoming::new("bank.json", text)]).expect("a bank file is read")
}

#[test]
fn it_is_told_which_side_moved() {
    let old = bank();
    let file = exported(&old);
    let edited = file.replace("I looked.", "I looked twice.");
    let mut moved = bank();
    moved[0].1.cost = "Two weekends".to_owned();

    let meets = |bank: &[(String, Story)], file: &str| merge(bank, &brought(file)).remove(0);
    assert_eq!(meets(&old, &file).meets, Meets::Same);
    assert_eq!(meets(&moved, &file).meets, Meets::Behind);
    let changed = meets(&old, &edited);
    assert_eq!(changed.meets, Meets::Changed);
    assert_eq!(
        changed.differs.iter().map(|d| d.part).collect::<Vec<_>>(),
        [Part::Beats]
    );
    assert_eq!(meets(&moved, &edited).meets, Meets::Conflict(Clash::BothMoved));
    assert_eq!(meets(&[], &file).meets, Meets::New);
}

#[test]
fn nothing_is_written_unless_a_side_is_taken() {
    let edited = exported(&bank()).replace("I looked.", "I looked twice.");
    let plan = merge(&bank(), &brought(&edited));
    assert_eq!(plan[0].meets.usual(), Take::Mine);
    assert_eq!(apply(&plan[0], Take::Mine), None);
    let Some(Write::Update { id, story }) = apply(&plan[0], Take::Theirs) else {
        panic!("no update");
    };
    assert_eq!((id.as_str(), story.beats[0].text.as_str()), ("s1", "I looked twice."));
    assert!(matches!(
        apply(&plan[0], Take::Both),
        Some(Write::Create { id: None, .. })
    ));

    let new = merge(&[], &brought(&edited));
    assert_eq!(new[0].meets.usual(), Take::Theirs);
    assert!(matches!(apply(&new[0], Take::Theirs), Some(Write::Create { id: Some(id), .. }) if id == "s1"));
    let same = merge(&bank(), &brought(&exported(&bank())));
    assert_eq!(apply(&same[0], Take::Theirs), None);
}

#[test]
fn without_an_id_title_time_and_employer_tell() {
    let table = |rows: &str| {
        read(&[Incoming::new(
            "t.csv",
            format!("title,company,when,action,cost\n{rows}"),
        )])
        .unwrap()
    };
    let met = merge(&bank(), &table("the QUEUE,acme,2023,I looked.,\n"));
    assert_eq!(met[0].id.as_deref(), Some("s1"));
    let met = merge(&bank(), &table("The queue,Other,2023,I looked.,\n"));
    assert_eq!(met[0].meets, Meets::New);
    let met = merge(&bank(), &table("The queue,,,I looked.,much\nThe queue,,,I saw.,\n"));
    assert_eq!(met[0].meets, Meets::Conflict(Clash::NoBase));
    assert_eq!(met[1].meets, Meets::Conflict(Clash::Twice));
    let two = vec![bank().remove(0), ("s2".to_owned(), story("The queue", "Bolt"))];
    let met = merge(&two, &table("The queue,,,I looked.,\n"));
    assert_eq!(
        met[0].meets,
        Meets::Conflict(Clash::Several(vec!["s1".to_owned(), "s2".to_owned()]))
    );
    assert!(matches!(
        apply(&met[0], Take::Theirs),
        Some(Write::Create { id: None, .. })
    ));
}

#[test]
fn a_table_takes_nothing_away_that_it_has_no_column_for() {
    let table = read(&[Incoming::new(
        "t.csv",
        "id,title,action\ns1,The queue,I looked twice.\n",
    )])
    .unwrap();
    let plan = merge(&bank(), &table);
    let Some(Write::Update { story: after, .. }) = apply(&plan[0], Take::Theirs) else {
        panic!("no update");
    };
    let mut wanted = story("The queue", "Acme");
    wanted.beats[0].text = "I looked twice.".to_owned();
    assert_eq!(after, wanted, "employer, time and the silent principle stay");
}
