//! An Anki deck: a zip file around a SQLite file of Anki's eleventh schema, which every Anki since 2012 reads. Cards keep
//! their guids, so that importing a later deck updates them and keeps what was practised. No media.

mod sqlite;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::Refusal;
use crate::archive::packed;
use crate::part::brief;
use sqlite::{Cell, Table};

/// A card of a deck. Texts are plain: they are made into HTML here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// What makes it the same card in every export, unlike any other.
    pub guid: String,
    /// What is asked.
    pub front: String,
    /// What is answered.
    pub back: String,
    /// Words for finding it; spaces become underscores.
    pub tags: Vec<String>,
}

/// The note type of our cards; the same in every export, so that Anki keeps one.
const NOTE_TYPE: i64 = 1_735_689_600_011;

/// Before all ids made here, which Anki takes for milliseconds: 2014 to 2020.
const FIRST_ID: u64 = 1_400_000_000_000;
const IDS: u64 = 200_000_000_000;

/// The deck as an `.apkg` file. `made` is the time of export in seconds since 1970: Anki updates a card only from a later
/// export.
pub(crate) fn apkg(deck: &str, cards: &[Card], made: i64) -> Result<Vec<u8>, Refusal> {
    let mut guids = BTreeSet::new();
    if let Some(card) = cards.iter().find(|card| !guids.insert(&card.guid)) {
        return Err(Refusal::new(
            "card-twice",
            format!("The card \"{}\" is in the deck twice", brief(&card.guid)),
            "a deck tells its cards apart by that name",
            "Leave one of them out.",
        ));
    }
    let collection = sqlite::file(&tables(deck, cards, made));
    packed([("collection.anki2", collection.as_slice()), ("media", b"{}".as_slice())])
}

/// A number that is the same for the same name, unless another took it.
fn id(name: &str, taken: &mut BTreeSet<i64>) -> i64 {
    let digest = Sha256::digest(name.as_bytes());
    let number = digest
        .iter()
        .take(8)
        .fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    let mut id = i64::try_from(FIRST_ID + number % IDS).unwrap_or(1);
    while !taken.insert(id) {
        id += 1;
    }
    id
}

fn tables(deck: &str, cards: &[Card], made: i64) -> Vec<Table> {
    let mut taken = BTreeSet::new();
    let deck_id = id(&format!("deck {deck}"), &mut taken);
    let mut notes = Vec::with_capacity(cards.len());
    let mut rows = Vec::with_capacity(cards.len());
    for (place, card) in (1_i64..).zip(cards) {
        let note = id(&format!("note {}", card.guid), &mut taken);
        let row = id(&format!("card {}", card.guid), &mut taken);
        let text = Cell::Text;
        notes.push((
            note,
            vec![
                Cell::Null,
                text(card.guid.clone()),
                Cell::Whole(NOTE_TYPE),
                Cell::Whole(made),
                Cell::Whole(-1),
                text(tags(&card.tags)),
                text(format!("{}\u{1f}{}", html(&card.front), html(&card.back))),
                text(sorted_by(&card.front)),
                Cell::Whole(0),
                Cell::Whole(0),
                text(String::new()),
            ],
        ));
        let numbers = [note, deck_id, 0, made, -1, 0, 0, place, 0, 0, 0, 0, 0, 0, 0, 0].map(Cell::Whole);
        let cells = [Cell::Null].into_iter().chain(numbers).chain([text(String::new())]);
        rows.push((row, cells.collect()));
    }
    let table = |name, columns, rows| Table { name, columns, rows };
    vec![
        table("col", COL, vec![(1, collection(deck, deck_id, made))]),
        table("notes", NOTES, notes),
        table("cards", CARDS, rows),
        table("revlog", REVLOG, Vec::new()),
        table("graves", GRAVES, Vec::new()),
    ]
}

const COL: &str = "id integer primary key, crt integer not null, mod integer not null, scm integer not null, \
    ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null, \
    models text not null, decks text not null, dconf text not null, tags text not null";
const NOTES: &str = "id integer primary key, guid text not null, mid integer not null, mod integer not null, \
    usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null, \
    flags integer not null, data text not null";
const CARDS: &str = "id integer primary key, nid integer not null, did integer not null, ord integer not null, \
    mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null, \
    ivl integer not null, factor integer not null, reps integer not null, lapses integer not null, left integer not null, \
    odue integer not null, odid integer not null, flags integer not null, data text not null";
const REVLOG: &str = "id integer primary key, cid integer not null, usn integer not null, ease integer not null, \
    ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null, type integer not null";
const GRAVES: &str = "usn integer not null, oid integer not null, type integer not null";

/// The one row that describes the collection.
fn collection(deck: &str, deck_id: i64, made: i64) -> Vec<Cell> {
    let text = |value: &Value| Cell::Text(value.to_string());
    let one_deck = |id: i64, name: &str| {
        json!({
            "id": id, "name": name, "mod": made, "usn": -1, "desc": "", "dyn": 0, "conf": 1, "collapsed": false,
            "browserCollapsed": false, "extendNew": 0, "extendRev": 0, "lrnToday": [0, 0], "revToday": [0, 0],
            "newToday": [0, 0], "timeToday": [0, 0],
        })
    };
    let field = |ord: i64, name: &str| json!({ "name": name, "ord": ord, "sticky": false, "rtl": false, "font": "Arial", "size": 20, "media": [] });
    let models = json!({ NOTE_TYPE.to_string(): {
        "id": NOTE_TYPE, "name": "Glidepath", "type": 0, "mod": made, "usn": -1, "sortf": 0, "did": deck_id,
        "flds": [field(0, "Front"), field(1, "Back")],
        "tmpls": [{
            "name": "Card 1", "ord": 0, "qfmt": "{{Front}}", "afmt": "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}",
            "bqfmt": "", "bafmt": "", "did": null,
        }],
        "css": ".card { font-family: serif; font-size: 20px; line-height: 1.5; text-align: left; max-width: 40em; margin: auto; }",
        "latexPre": "", "latexPost": "", "tags": [], "vers": [], "req": [[0, "any", [0]]],
    }});
    let decks = json!({ "1": one_deck(1, "Default"), deck_id.to_string(): one_deck(deck_id, deck) });
    let options = json!({ "1": {
        "id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "autoplay": true, "timer": 0, "replayq": true,
        "new": { "bury": true, "delays": [1, 10], "initialFactor": 2500, "ints": [1, 4, 7], "order": 1, "perDay": 20 },
        "rev": { "bury": true, "ease4": 1.3, "fuzz": 0.05, "ivlFct": 1, "maxIvl": 36500, "perDay": 100 },
        "lapse": { "delays": [10], "leechAction": 0, "leechFails": 8, "minInt": 1, "mult": 0 },
    }});
    let settings = json!({
        "activeDecks": [1], "curDeck": 1, "newSpread": 0, "collapseTime": 1200, "timeLim": 0, "estTimes": true,
        "dueCounts": true, "curModel": null, "nextPos": 1, "sortType": "noteFld", "sortBackwards": false,
        "addToCur": true, "dayLearnFirst": false, "schedVer": 2,
    });
    let milliseconds = made.saturating_mul(1_000);
    let numbers = [made, milliseconds, milliseconds, 11, 0, 0, 0].map(Cell::Whole);
    let texts = [settings, models, decks, options, json!({})];
    [Cell::Null]
        .into_iter()
        .chain(numbers)
        .chain(texts.iter().map(text))
        .collect()
}

fn tags(tags: &[String]) -> String {
    let words: Vec<String> = tags
        .iter()
        .map(|tag| tag.split_whitespace().collect::<Vec<_>>().join("_"))
        .collect();
    let words: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() {
        String::new()
    } else {
        format!(" {} ", words.join(" "))
    }
}

/// What Anki sorts by: the front, unless it reads as a number, which SQLite would want stored as one.
fn sorted_by(front: &str) -> String {
    match front.trim().parse::<f64>() {
        Ok(_) => String::new(),
        Err(_) => html(front),
    }
}

/// Plain text as HTML; the mark between fields cannot be in one.
fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push_str("<br>"),
            '\r' | '\0' | '\u{1f}' => {}
            // Anki would fill in a field, or hide what it takes for a gap.
            '{' => out.push_str("&#123;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Card, apkg, html, tags};

    #[test]
    fn texts_are_made_harmless() {
        assert_eq!(html("a<b>\r\n{{c1::x}}\u{1f}"), "a&lt;b&gt;<br>&#123;&#123;c1::x}}");
        assert_eq!(
            tags(&["dive deep".to_owned(), " ".to_owned(), "x".to_owned()]),
            " dive_deep x "
        );
        assert_eq!(tags(&[]), "");
    }

    #[test]
    fn the_same_cards_give_the_same_deck_and_twice_the_same_is_refused() {
        let card = Card {
            guid: "g".to_owned(),
            front: "f".to_owned(),
            back: "b".to_owned(),
            tags: Vec::new(),
        };
        let deck = |cards: &[Card]| apkg("Mine", cards, 1_700_000_000);
        assert_eq!(deck(&[card.clone()]).unwrap(), deck(&[card.clone()]).unwrap());
        assert_eq!(deck(&[card.clone(), card]).unwrap_err().code, "card-twice");
    }
}
