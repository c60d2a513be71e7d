//! Decks are whole SQLite files, whatever is on the cards: Python's SQLite reads them back and checks every page.

use std::io::Write as _;
use std::process::{Command, Stdio};

use glidepath_exchange::{Card, Incoming, read, write};

/// Unpacks the deck on standard input, checks it, and tells the notes as one JSON list.
const CHECK: &str = r#"
import io, json, sqlite3, sys, tempfile, zipfile
deck = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
assert sorted(deck.namelist()) == ["collection.anki2", "media"], deck.namelist()
with tempfile.NamedTemporaryFile() as file:
    file.write(deck.read("collection.anki2"))
    file.flush()
    db = sqlite3.connect(file.name)
    assert db.execute("pragma integrity_check").fetchall() == [("ok",)], db.execute("pragma integrity_check").fetchall()
    assert db.execute("select ver from col").fetchone() == (11,)
    for column in "conf models decks dconf tags".split():
        json.loads(db.execute(f"select {column} from col").fetchone()[0])
    ids = [row[0] for row in db.execute("select id from notes order by id")]
    for id in ids[:: max(1, len(ids) // 50)]:
        assert db.execute("select count(*) from notes where id = ?", (id,)).fetchone() == (1,)
    assert db.execute("select count(*) from cards join notes on nid = notes.id").fetchone()[0] == len(ids)
    print(json.dumps(db.execute("select guid, flds, tags from notes join cards on nid = notes.id order by due").fetchall()))
"#;

/// The notes as SQLite reads them: guid, fields and tags.
fn read_back(deck: &[u8]) -> Vec<(String, String, String)> {
    let mut python = Command::new("python3")
        .args(["-c", CHECK])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the tests need python3");
    python
        .stdin
        .take()
        .expect("a pipe")
        .write_all(deck)
        .expect("python reads");
    let out = python.wait_with_output().expect("python ends");
    assert!(out.status.success(), "python refused the deck");
    serde_json::from_slice(&out.stdout).expect("a list")
}

fn card(at: usize, front: String, back: String) -> Card {
    Card {
        guid: format!("glidepath-{at}"),
        front,
        back,
        tags: vec!["dive deep".to_owned()],
    }
}

#[test]
fn decks_of_any_size_are_whole() {
    for count in [0, 1, 7, 60, 3_000] {
        let cards: Vec<Card> = (0..count)
            .map(|at| card(at, format!("Q{at}?"), "word ".repeat(at % 90)))
            .collect();
        let back = read_back(&write::apkg("Mine", &cards, 1_700_000_000).unwrap());
        assert_eq!(back.len(), count);
        for ((guid, fields, tags), card) in back.iter().zip(&cards) {
            assert_eq!(*guid, card.guid);
            assert_eq!(*fields, format!("{}\u{1f}{}", card.front, card.back));
            assert_eq!(tags, " dive_deep ");
        }
    }
}

#[test]
fn long_and_odd_cards_are_whole() {
    // Around each length at which a row moves to pages of its own.
    let lengths = [
        3_900, 4_000, 4_020, 4_061, 4_062, 4_100, 4_600, 8_100, 8_200, 12_300, 100_000,
    ];
    let mut cards: Vec<Card> = lengths
        .iter()
        .map(|long| card(*long, "x".repeat(*long), "é".repeat(*long)))
        .collect();
    cards.extend(
        ["12", "-1.5", "", "'", "🛫", "inf"]
            .iter()
            .zip(0..)
            .map(|(text, at)| card(at, (*text).to_owned(), String::new())),
    );
    let back = read_back(&write::apkg("Ünïcode::Sub", &cards, 0).unwrap());
    assert_eq!(back.len(), cards.len());
    for ((_, fields, _), card) in back.iter().zip(&cards) {
        assert_eq!(*fields, format!("{}\u{1f}{}", card.front, card.back));
    }
}

#[test]
fn a_deck_is_no_import() {
    let deck = write::apkg("Mine", &[], 0).unwrap();
    assert_eq!(
        read(&[Incoming::new("mine.apkg", deck)]).unwrap_err().code,
        "deck-one-way"
    );
}
