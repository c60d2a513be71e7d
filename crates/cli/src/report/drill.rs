//! The retrieval drill and blocks as text for people. Shapes come from the app; nothing is decided here.

use glidepath_app::StoryCard;
use glidepath_app::practice::recall::{Ask, Next, Recall};
use glidepath_domain::{Block, Grade, MemoryKind, PartKind};
use glidepath_practice::{Why, left_minutes, next_part, summary};

use super::bank::count;
use crate::clock;
use crate::paint::{Ink, Paint};
use crate::wrap::{WIDTH, cut, fill};

/// Stories, numbered from 1, to pick one by.
pub(crate) fn stories(stories: &[StoryCard], paint: Paint) -> String {
    let rows = stories.iter().enumerate().map(|(n, story)| {
        let number = paint.ink(Ink::Quiet, &format!("{:>3}", n + 1));
        format!("{number}  {}\n", cut(&story.title, WIDTH - 5))
    });
    format!("\n{}", rows.collect::<String>())
}

/// What a card asks, and how long one has.
pub(crate) fn ask(ask: &Ask, paint: Paint) -> String {
    let why = match ask.why {
        Why::New => "new",
        Why::Fading => "about to be forgotten",
        Why::Interview => "the interview is near",
    };
    let about = format!("{} seconds · {why} · {} due", ask.limit_ms / 1_000, ask.due);
    format!(
        "\n{}\n{}\n",
        paint.ink(Ink::Strong, &fill(&ask.ask, WIDTH, "")),
        paint.ink(Ink::Quiet, &fill(&about, WIDTH, "  "))
    )
}

/// What should have come.
pub(crate) fn answer(ask: &Ask, paint: Paint) -> String {
    format!("{}\n", paint.ink(Ink::Path, &fill(&ask.answer, WIDTH, "  ")))
}

/// What an answer came to. `fits` are the titles of the stories that count as found.
pub(crate) fn recalled(recall: &Recall, ask: &Ask, took_ms: u64, fits: &[&str], paint: Paint) -> String {
    let seconds = took_ms as f64 / 1_000.0;
    let (word, ink) = match recall.grade {
        Grade::Again if recall.hit => ("too late to count", Ink::Watch),
        Grade::Again => ("not this time", Ink::Watch),
        Grade::Hard => ("late", Ink::Watch),
        Grade::Good => ("in time", Ink::Good),
        Grade::Easy => ("at once", Ink::Good),
    };
    let mut out = format!("  {} · {seconds:.1} s\n", paint.ink(ink, word));
    if ask.kind == MemoryKind::Match && !fits.is_empty() {
        let fits: Vec<String> = fits.iter().map(|title| cut(title, 40)).collect();
        out.push_str(&format!(
            "{}\n",
            fill(&format!("fits: {}", fits.join("; ")), WIDTH, "  ")
        ));
    } else if ask.kind == MemoryKind::Match && !recall.hit {
        out.push_str("  none of your stories fits well: one is missing\n");
    }
    let again = format!("comes again {}", clock::said(recall.card.value.due_ms));
    out.push_str(&format!("  {}\n", paint.ink(Ink::Quiet, &again)));
    out
}

/// The next card, for a script that does not read JSON.
pub(crate) fn next(next: &Next, paint: Paint) -> String {
    match next {
        Next::Ask(card) => format!(
            "{}\n{}\n",
            ask(card, paint).trim_start(),
            paint.ink(Ink::Quiet, &format!("  glidepath drill answer {} …", card.card))
        ),
        Next::Nothing { .. } => ended(next, paint),
    }
}

/// What is said when no card is asked any more.
pub(crate) fn ended(next: &Next, _: Paint) -> String {
    match next {
        Next::Ask(card) => format!("\n{} left for another time.\n", count(card.due, "card is", "cards are")),
        Next::Nothing { cards: 0, .. } => {
            "There is nothing to recall yet: cards are made of your stories.\n  glidepath story add, or glidepath story sample --add\n".to_owned()
        }
        Next::Nothing { next_ms: Some(at), .. } => format!("\nNothing is due. The next card comes {}.\n", clock::said(*at)),
        Next::Nothing { next_ms: None, .. } => "\nNothing is due.\n".to_owned(),
    }
}

/// How many cards are due.
pub(crate) fn due(due: usize, next_ms: Option<i64>) -> String {
    let next = next_ms
        .map(|at| format!("; the next one after that comes {}", clock::said(at)))
        .unwrap_or_default();
    format!("{} due{next}.\n", count(due, "card is", "cards are"))
}

/// A block: its plan as a list, what is done, what is next, how much time is left.
pub(crate) fn block(block: &Block, notes: &[String], now_ms: i64, paint: Paint) -> String {
    let next = next_part(block);
    let mut out = String::new();
    for (n, part) in block.parts.iter().enumerate() {
        let sign = match (part.done, next == Some(n)) {
            (true, _) => paint.ink(Ink::Good, "✓"),
            (false, true) => paint.ink(Ink::Path, "▸"),
            (false, false) => " ".to_owned(),
        };
        let how = if next == Some(n) { how(part.kind) } else { "" };
        out.push_str(&format!(
            "{sign} {:>2} min  {:<24} {}\n",
            part.minutes,
            what(part.kind),
            paint.ink(Ink::Quiet, how)
        ));
    }
    for note in notes {
        out.push_str(&format!("{}\n", paint.ink(Ink::Quiet, &fill(note, WIDTH, "  "))));
    }
    if block.ended_ms.is_some() {
        out.push_str(&format!("\n{}\n", fill(&summary(block), WIDTH, "")));
    } else {
        let left = left_minutes(block, now_ms);
        let said = if left == 0 {
            "The time is over; finish the part you are in.".to_owned()
        } else {
            format!("{} left.", count(left as usize, "minute", "minutes"))
        };
        out.push_str(&format!("\n{said} When a part is done: glidepath drill block --done\n"));
    }
    out
}

const fn what(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Behavioural => "one question, told",
        PartKind::Recall => "stories against the clock",
        PartKind::Coding => "one coding pattern",
        PartKind::Design => "one design vignette",
    }
}

const fn how(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Behavioural => "glidepath practice",
        PartKind::Recall => "glidepath drill recall",
        PartKind::Coding | PartKind::Design => "",
    }
}
