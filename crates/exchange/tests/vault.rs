//! Vaults as people keep them: STAR headings, tags, links, foreign keys, and front matter that is broken.

use glidepath_domain::{Beat, Principle};
use glidepath_exchange::{Brought, Incoming, Refusal, SourceKind, read};

fn vault(notes: &[(&str, &str)]) -> Result<Brought, Refusal> {
    let files: Vec<Incoming> = notes.iter().map(|(name, text)| Incoming::new(*name, *text)).collect();
    read(&files)
}

const STAR: &str = "---
company: Acme
date: May 2023
tags: [payments, lp/dive-deep]
aliases: [queue]
teamsize: 6
---
# The refund queue

## Situation
Refunds took nine days, see [[Refunds|the refund page]].

## Task
I ran the team.

## Action
I read **every** log.

```sh
# Result
grep
```

## Result & Impact
One day. ![[chart.png]]
";

#[test]
fn a_star_note_becomes_a_story_with_beats() {
    let brought = vault(&[("Interviews/Refund queue.md", STAR)]).unwrap();
    let told = &brought.stories[0];
    assert_eq!(told.story.title, "The refund queue");
    assert_eq!(told.story.employer, "Acme");
    assert_eq!(told.story.when.map(|w| w.to_string()).as_deref(), Some("2023-05"));
    assert_eq!(told.story.team_size, Some(6));
    assert_eq!(
        (told.story.tags.as_slice(), told.story.principles.as_slice()),
        (["payments".to_owned()].as_slice(), [Principle::DiveDeep].as_slice())
    );
    let beats: Vec<Beat> = told.story.beats.iter().map(|p| p.beat).collect();
    assert_eq!(beats, [Beat::Context, Beat::Role, Beat::Action, Beat::Result]);
    assert_eq!(told.story.beats[0].text, "Refunds took nine days, see the refund page.");
    assert!(
        told.story.beats[2].text.contains("# Result\ngrep"),
        "code is no heading"
    );
    assert_eq!(brought.remarks.len(), 1);
    assert!(
        brought.remarks[0].what.contains("aliases (queue"),
        "{:?}",
        brought.remarks
    );
}

#[test]
fn one_note_may_hold_several_stories_and_bold_labels_will_do() {
    let note =
        "# One\n### Situation\na\n### Result\nb\n#payments #lp/ownership\n# Two\n### Obstacle\nc\n### Learning\nd\n";
    let brought = vault(&[("all.md", note)]).unwrap();
    let titles: Vec<_> = brought.stories.iter().map(|s| s.story.title.as_str()).collect();
    assert_eq!(titles, ["One", "Two"]);
    assert_eq!(brought.stories[0].story.tags, ["payments"]);
    assert_eq!(brought.stories[0].story.principles, [Principle::Ownership]);
    assert_eq!(brought.stories[1].from, "all.md, line 7");

    let labels = "**Situation:** It rained.\n**Action:** I ran.\nFast.\n\nResult: dry.\n";
    let brought = vault(&[("Rain.md", labels)]).unwrap();
    let told = &brought.stories[0].story;
    assert_eq!(told.title, "Rain");
    assert_eq!(told.beats[1].text, "I ran.\nFast.");
    assert_eq!(told.beats[2].text, "dry.");
}

#[test]
fn windows_line_ends_are_no_words() {
    let brought = vault(&[("a.md", &STAR.replace('\n', "\r\n"))]).unwrap();
    assert_eq!(brought.stories[0].story.beats[1].text, "I ran the team.");
}

#[test]
fn other_notes_are_kept_to_dig_in_and_hidden_folders_are_not_read() {
    let brought = vault(&[
        (
            "Ideas.md",
            "We moved [[the warehouse]].\n\n## Action\nonly one heading\n",
        ),
        ("Questions.md", "# To practise\n- Why us?\n- Tell me about a failure.\n"),
        (".obsidian/app.json", "{ broken"),
        ("pictures/a.png", "\u{0}"),
        ("empty.md", ""),
    ])
    .unwrap();
    assert!(brought.stories.is_empty());
    assert_eq!(brought.sources.len(), 1);
    assert_eq!(brought.sources[0].kind, SourceKind::Notes);
    assert!(brought.sources[0].text.starts_with("We moved the warehouse."));
    assert_eq!(brought.asked.len(), 2);
    assert_eq!(brought.remarks.len(), 1);
    assert_eq!(brought.remarks[0].place, "*.png");
}

#[test]
fn words_above_the_first_beat_are_not_lost() {
    let brought = vault(&[("a.md", "# Talk\nAn aside.\n## Situation\na\n## Result\nb\n")]).unwrap();
    assert_eq!(brought.sources[0].text, "An aside.");
    assert_eq!(brought.remarks.len(), 1);
    let ours = "---\nglidepath: story/1\n---\nAn aside.\n\n## Action\n\na\n";
    let brought = vault(&[("a.md", ours)]).unwrap();
    assert_eq!(brought.sources[0].text, "An aside.");
    assert_eq!(brought.stories[0].story.beats[0].text, "a");
}

#[test]
fn broken_front_matter_of_a_story_refuses_all_and_of_a_note_loses_nothing() {
    let refusal = vault(&[
        ("a.md", "---\nglidepath: story/1\ntitle: [\n---\n## Action\n\na\n"),
        ("b.md", "---\ntitle: \"open\n---\n## Situation\na\n## Result\nb\n"),
        ("c.md", "---\nglidepath: story/1\nlevel: senior\noutcome: won\n---\n"),
        ("d.md", "---\nglidepath: story/9\n---\n"),
        ("fine.md", STAR),
    ])
    .unwrap_err();
    assert_eq!(refusal.code, "note-broken");
    for part in [
        "a.md, line",
        "b.md, line",
        "c.md, line 3",
        "c.md, line 4",
        "d.md, line 2",
        "success, failure, mixed",
    ] {
        assert!(refusal.why.contains(part), "{part}: {}", refusal.why);
    }
    let template = "---\ntitle: {{title}}\n---\nA template.\n";
    let brought = vault(&[("template.md", template)]).unwrap();
    assert_eq!(brought.sources[0].text, template.trim());
    assert_eq!(brought.remarks.len(), 1);
}

#[test]
fn an_id_that_comes_twice_names_both_places() {
    let note = "---\nglidepath: story/1\nid: s1\n---\n## Action\n\na\n";
    let refusal = vault(&[("a.md", note), ("b.md", note)]).unwrap_err();
    assert_eq!(refusal.code, "id-twice");
    assert!(refusal.why.contains("a.md and in b.md"), "{}", refusal.why);
    let bank = r#"{"schema":"glidepath.bank/1","stories":[{"id":"x"},{"id":"y"},{"id":"x"}]}"#;
    let refusal = vault(&[("bank.json", bank)]).unwrap_err();
    assert!(
        refusal.why.contains("bank.json, story 1 and in bank.json, story 3"),
        "{}",
        refusal.why
    );
}

#[test]
fn banks_that_are_newer_or_broken_are_refused() {
    for (text, code) in [
        (r#"{"schema":"glidepath.bank/2","tales":[]}"#, "bank-schema-unknown"),
        (r#"{"schema":"glidepath.bank/1","tales":[]}"#, "bank-broken"),
        (
            r#"{"schema":"glidepath.bank/1","stories":[{"outcome":"won","level":"L9"}]}"#,
            "bank-values",
        ),
        (r#"{"schema":"glidepath.bank/1","stories":["#, "json-broken"),
        (r#"{"some":"thing"}"#, "json-unknown"),
    ] {
        let refusal = vault(&[("bank.json", text)]).unwrap_err();
        assert_eq!(refusal.code, code, "{text}");
    }
    let deep = format!("{{\"schema\":{}", "[".repeat(1_000_000));
    assert_eq!(vault(&[("deep.json", &deep)]).unwrap_err().code, "json-broken");
}

#[test]
fn text_made_to_take_long_does_not() {
    let star = |front: &str| format!("---\n{front}\n---\n## Situation\na\n## Result\nb\n");
    let keys: String = (0..20_000).map(|at| format!("k{at}: 1\n")).collect();
    for (name, text, code) in [
        ("a.md", star(&keys), "note-broken"),
        ("a.md", star(&format!("a: {}", "[".repeat(60_000))), "note-broken"),
        ("a.md", star(&format!("a: \"{}\"", "x".repeat(70_000))), "note-broken"),
        (
            "a.csv",
            format!("title{}\n", ",a".repeat(1_000_000)),
            "too-many-columns",
        ),
        (
            "a.csv",
            format!("title,tags\na,\"{}\"\n", "x\n".repeat(1_000_000)),
            "table-values",
        ),
        ("a.csv", format!("title\n{}", "a\n".repeat(50_001)), "too-many-rows"),
    ] {
        assert_eq!(vault(&[(name, &text)]).unwrap_err().code, code, "{}", &text[..40]);
    }
    assert_eq!(vault(&[("a.md", &"[[".repeat(5_000_000))]).unwrap().sources.len(), 1);
    let many = "# x\n## Situation\na\n## Result\nb\n".repeat(1_200);
    let brought = vault(&[("a.md", &many)]).unwrap();
    assert_eq!(brought.stories.len(), 1_001);
}

#[test]
fn files_that_are_too_large_too_many_or_of_no_known_kind_are_refused() {
    let large = Incoming::new("a.txt", vec![b'a'; 20_000_001]);
    assert_eq!(read(&[large]).unwrap_err().code, "file-too-large");
    let many = vec![Incoming::new("a.txt", ""); 50_001];
    assert_eq!(read(&many).unwrap_err().code, "too-many-files");
    assert_eq!(vault(&[("a.png", "\u{0}\u{1}")]).unwrap_err().code, "file-unknown");
}
