//! What an interviewer says of a question, in words: why it counts as it does, and what would make it better. Whatever it quotes
//! stands in the question or in the job description.

use std::collections::BTreeSet;

use glidepath_content::{About, OwnQuestion, own_questions};
use glidepath_domain::{OwnQuestionMark, OwnQuestionNote, Role, Span};

use super::specific::Specific;
use super::{OwnSignal, Team};
use crate::heard::{Heard, attempt};
use crate::lot::lot;
use crate::quote::piece;

/// What can be asked about, as the notes say it.
const FACETS: [(OwnSignal, About, &str); 3] = [
    (OwnSignal::Customer, About::Customers, "whoever is served"),
    (OwnSignal::TradeOff, About::TradeOffs, "what was weighed against what"),
    (OwnSignal::Measure, About::Measures, "how they know"),
];

/// The note on a question that shows these signals.
pub(super) fn note(
    asked: &str,
    team: &Team<'_>,
    signals: &BTreeSet<OwnSignal>,
    specific: &Specific,
) -> OwnQuestionNote {
    use OwnSignal as S;
    let mark = mark(signals);
    let has = |signal: S| signals.contains(&signal);
    let own = words(asked, specific);
    let about = about(signals);
    let (why, instead) = match mark {
        OwnQuestionMark::Strong => {
            let named = own.map_or_else(String::new, |own| format!(" (\u{201c}{own}\u{201d})"));
            let about = about.map_or_else(|| "shows that you looked".to_owned(), |about| format!("asks about {about}"));
            (format!("It names something of this team{named} and {about}."), String::new())
        }
        OwnQuestionMark::Weak if has(S::NoQuestion) => (
            "Nothing was asked. What is written down is that there was nothing you wanted to know about this team.".to_owned(),
            start(asked, team, signals),
        ),
        OwnQuestionMark::Weak if has(S::OwnInterest) => (
            "It asks what is in it for you. That is fair to ask, but of the recruiter: here it shows nothing of how you think."
                .to_owned(),
            start(asked, team, signals),
        ),
        OwnQuestionMark::Weak => (
            "It could be asked anywhere: nothing in it belongs to this team, so the answer will be one that everybody gets.".to_owned(),
            start(asked, team, signals),
        ),
        OwnQuestionMark::Fair if has(S::NoQuestion) => (
            "It shows that you listened, and asks nothing.".to_owned(),
            "Go one step on from what was explained: ask what was given up for it, or how they know that it works.".to_owned(),
        ),
        OwnQuestionMark::Fair if has(S::OwnInterest) => (
            "It names something of this team, and asks what is in it for you.".to_owned(),
            further(signals),
        ),
        OwnQuestionMark::Fair if has(S::Specific) => {
            let named = own.map_or_else(
                || "It names something of this team".to_owned(),
                |own| format!("\u{201c}{own}\u{201d} is this team's own"),
            );
            (
                format!("{named}, and the question asks for a fact alone: nobody has to think to give it."),
                further(signals),
            )
        }
        OwnQuestionMark::Fair => {
            let asks = about.map_or_else(
                || "It asks for something that only this interviewer can tell".to_owned(),
                |about| format!("It asks about {about}, which is worth asking"),
            );
            (format!("{asks}; as it stands it fits any team."), start(asked, team, signals))
        }
    };
    OwnQuestionNote {
        asked: asked.to_owned(),
        mark,
        why,
        instead,
    }
}

/// How a question counts by what it shows: strong where it is about this team's customers, measures or choices, or shows homework;
/// weak where it could be asked anywhere. Source: domain §9.
fn mark(signals: &BTreeSet<OwnSignal>) -> OwnQuestionMark {
    use OwnSignal as S;
    let any = |of: &[S]| of.iter().any(|one| signals.contains(one));
    let weak = any(&[S::NoQuestion, S::Generic, S::OwnInterest]);
    let about = any(&[S::Customer, S::TradeOff, S::Measure, S::Research]);
    match (signals.contains(&S::Specific), weak) {
        (true, false) if about => OwnQuestionMark::Strong,
        (false, true) => OwnQuestionMark::Weak,
        _ => OwnQuestionMark::Fair,
    }
}

/// What it asks about: "whoever is served and how they know".
fn about(signals: &BTreeSet<OwnSignal>) -> Option<String> {
    let asked: Vec<&str> = FACETS
        .iter()
        .filter(|(signal, ..)| signals.contains(signal))
        .map(|(.., says)| *says)
        .collect();
    match asked.split_last() {
        None => None,
        Some((last, [])) => Some((*last).to_owned()),
        Some((last, before)) => Some(format!("{} and {last}", before.join(", "))),
    }
}

/// The words that are this team's own: the first of them, with those that stand right beside.
fn words<'a>(asked: &'a str, specific: &Specific) -> Option<&'a str> {
    let mut spans = specific.rare.clone();
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if asked.get(last.end..span.start) == Some(" ") => *last = last.join(span),
            _ => joined.push(span),
        }
    }
    joined.sort_by_key(|span| (std::cmp::Reverse(span.of(asked).split(' ').count()), *span));
    joined.first().map(|span| span.of(asked))
}

/// Where to begin: with a figure of the job description, or by finding something out.
fn start(asked: &str, team: &Team<'_>, signals: &BTreeSet<OwnSignal>) -> String {
    if let Some(quote) = figure_of(team.job) {
        return format!(
            "The job description says \u{201c}{quote}\u{201d}. Ask what lies behind that: for whom, at what price, measured how."
        );
    }
    let found = pattern(asked, team.role, signals).map_or("", |pattern| &pattern.find);
    format!("{found} Then ask about what you found.")
        .trim_start()
        .to_owned()
}

/// Where to go on from something of the team's own.
fn further(signals: &BTreeSet<OwnSignal>) -> String {
    let missing = FACETS
        .iter()
        .filter(|(signal, ..)| !signals.contains(signal))
        .map(|(.., says)| *says);
    format!(
        "Keep what you named and ask one step on: about {}.",
        missing.collect::<Vec<_>>().join(", or about ")
    )
}

/// Words of a job description around a figure that says something of the work, and not of who applies.
fn figure_of(job: &str) -> Option<String> {
    let attempt = attempt(job);
    let heard = Heard::of(&attempt);
    let years = |span: Span| {
        let unit = heard.read.tokens.iter().find(|token| token.span.start >= span.end);
        let near = unit.map_or("", |token| token.span.of(job));
        span.of(job).contains("year") || near.starts_with("year")
    };
    let figure = heard.read.figures.iter().find(|figure| !years(figure.span))?;
    let quote = piece(&heard, heard.read.sentence_at(figure.span.start), Some(figure.span))?;
    Some(quote.of(job).to_owned())
}

/// A pattern for a question about what this one leaves out, made for the role if there is one.
fn pattern(asked: &str, role: Option<Role>, signals: &BTreeSet<OwnSignal>) -> Option<&'static OwnQuestion> {
    let left_out = |about: About| {
        FACETS
            .iter()
            .any(|(signal, facet, _)| *facet == about && !signals.contains(signal))
    };
    let fits =
        |pattern: &&OwnQuestion| pattern.roles.is_empty() || role.is_some_and(|role| pattern.roles.contains(&role));
    let patterns = own_questions()
        .iter()
        .filter(|pattern| left_out(pattern.about))
        .filter(fits);
    patterns.min_by_key(|pattern| (pattern.roles.is_empty(), lot(0, asked, &pattern.slug)))
}
