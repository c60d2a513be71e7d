//! What one interviewer brought: their notes question by question with the words they rest on, numbered; beside them their marks, whose
//! evidence names those numbers, and the change that would have turned their vote.

use glidepath_app::hand_out_debrief::words::{Numbered, chair, change, flips, inclination};
use glidepath_domain::{
    Change, ExchangeNotes, Flip, Inclination, NoteLine, OwnQuestionMark, OwnQuestionNote, PrincipleMark, SeatReport,
    Stance, Verdict,
};
use maud::{Markup, html};

use super::debrief_matrix::{chances, mark_class, mark_word};
use super::debrief_quote::{Packet, cited, face, stance_class, sure, title_of, vote_class};
use super::debrief_votes::is_human;
use super::say::{percent, visible};

/// Height of the bar of a mark.
const BAR: u32 = 12;

/// Every interviewer's sheet.
pub(crate) fn debrief_seats(packet: &Packet<'_>) -> Markup {
    html! {
        section.block.seats aria-labelledby="seats" {
            h2.group #seats { "What each of them wrote" span.quiet { "each heard their own round alone" } }
            @for (index, seat) in packet.debrief.seats.iter().enumerate() { (sheet(packet, index, seat)) }
        }
    }
}

fn sheet(packet: &Packet<'_>, index: usize, seat: &SeatReport) -> Markup {
    let numbers = Numbers::of(index, seat);
    html! {
        section.sheet.seat.(vote_class(seat.after.inclination)) id=(format!("seat-{index}")) aria-labelledby=(format!("seat-{index}-name")) {
            header.who {
                (face(&seat.name, is_human(packet, seat)))
                div {
                    h3 id=(format!("seat-{index}-name")) { (visible(&seat.name)) }
                    p.quiet { (visible(&seat.title)) " · round " (seat.round + 1) ", " (chair(seat.chair)) }
                }
                p.voted {
                    b.(vote_class(seat.blind.inclination)) { (inclination(seat.blind.inclination)) }
                    @if seat.blind.inclination != Inclination::NotJudged { ", " (sure(seat.blind.confidence)) }
                    @if seat.after.inclination != seat.blind.inclination { span.moved { "then " (inclination(seat.after.inclination)) } }
                }
            }
            p.vote-says dir="auto" { (visible(&seat.blind.says)) }
            div.seat-columns {
                div.notes-side {
                    @if !seat.typed.is_empty() { div.typed dir="auto" { p.label { "Their own notes" } p { (visible(&seat.typed)) } } }
                    @for notes in &seat.notes { (question(packet, notes, &numbers)) }
                    @if seat.notes.is_empty() && seat.typed.is_empty() { p.quiet { "No question was asked in this round." } }
                    (own_questions(&seat.own_questions))
                }
                div.marks-side {
                    @for mark in &seat.marks { (marked(packet, mark, &numbers)) }
                    @if let Some(flip) = &seat.flip { (turned(packet, flip, &numbers)) }
                }
            }
        }
    }
}

/// The lines of an interviewer's notes with their numbers and their places on the page.
struct Numbers<'s> {
    seat: usize,
    lines: Vec<&'s NoteLine>,
    numbered: Numbered<'s>,
}

impl<'s> Numbers<'s> {
    fn of(seat: usize, report: &'s SeatReport) -> Self {
        Self {
            seat,
            lines: report.notes.iter().flat_map(|notes| &notes.lines).collect(),
            numbered: Numbered::of(report),
        }
    }

    /// The number of the very line, from 1.
    fn place(&self, line: &NoteLine) -> Option<usize> {
        self.lines
            .iter()
            .position(|one| std::ptr::eq(*one, line))
            .map(|at| at + 1)
    }

    /// The number of the line a change is about: of the same words, or of the same rule on the same question.
    fn of_change(&self, change: &Change) -> Option<usize> {
        let same = |line: &&NoteLine| {
            line.code == change.code && line.exchange == change.exchange && line.quote == change.quote
        };
        self.lines.iter().position(same).map(|at| at + 1)
    }

    fn anchor(&self, number: usize) -> String {
        format!("line-{}-{number}", self.seat)
    }
}

fn question(packet: &Packet<'_>, notes: &ExchangeNotes, numbers: &Numbers<'_>) -> Markup {
    html! {
        article.asked-notes {
            p.label { "Question " (notes.exchange + 1) " · " @match notes.principle { Some(principle) => (principle.name()), None => "technical" } }
            h4 dir="auto" { (visible(&notes.asked)) }
            @if let Some(why) = &notes.unjudged { p.unjudged { b { "Not judged. " } span dir="auto" { (visible(why)) } } }
            @if !notes.lines.is_empty() { ul.lines { @for line in &notes.lines { (note_line(packet, line, numbers)) } } }
        }
    }
}

fn note_line(packet: &Packet<'_>, line: &NoteLine, numbers: &Numbers<'_>) -> Markup {
    let number = numbers.place(line);
    html! {
        li.(stance_class(line.stance)) id=[number.map(|number| numbers.anchor(number))] {
            @if let Some(number) = number { span.k aria-hidden="true" { (number) } }
            p dir="auto" { (visible(&line.says)) (stance(line)) }
            @if let Some(quote) = &line.quote { (cited(packet, quote)) }
        }
    }
}

/// What the line's shape says, for those who do not see it.
fn stance(line: &NoteLine) -> Markup {
    let said = match line.stance {
        Stance::For => ", in favour",
        Stance::Against => ", against",
        Stance::Noted => ", noted",
    };
    html! { span.hidden { (said) } }
}

fn marked(packet: &Packet<'_>, mark: &PrincipleMark, numbers: &Numbers<'_>) -> Markup {
    let panel = &mark.chances;
    html! {
        section.mark.(mark_class(mark.verdict)) {
            h4 { (mark.principle.name()) }
            p.mark-word { b { (mark_word(mark.verdict)) @if mark.verdict.is_some() { " the bar" } } @if mark.verdict.is_some() { ", " (likely(mark)) } }
            @if mark.verdict.is_some() {
                (chances(panel, BAR))
                p.thirds.label aria-hidden="true" { span { "below " (percent(panel.below)) } span { "meets " (percent(panel.meets)) } span { "raises " (percent(panel.raises)) } }
            }
            @if let Some(why) = &mark.unjudged { p.quiet dir="auto" { (visible(why)) } }
            (evidence(packet, "For", "good", &mark.evidence_for, numbers))
            (evidence(packet, "Against", "bad", &mark.evidence_against, numbers))
        }
    }
}

/// How likely a mark is against the other two, in words. The steps are set by hand.
fn likely(mark: &PrincipleMark) -> &'static str {
    let panel = &mark.chances;
    let own = match mark.verdict {
        Some(Verdict::Below) => panel.below,
        Some(Verdict::Meets) => panel.meets,
        Some(Verdict::Raises) => panel.raises,
        None => return "",
    };
    // Where a panel splits between the ends, the mark lies between them and few would give it.
    if own + f64::EPSILON < panel.below.max(panel.meets).max(panel.raises) {
        return "between two halves of a split panel";
    }
    match own {
        c if c >= 0.75 => "by a clear margin",
        c if c >= 0.5 => "more likely than not",
        _ => "by a narrow margin",
    }
}

/// What a mark rests on: lines of the notes by their numbers; what stands nowhere in them is written out.
fn evidence(packet: &Packet<'_>, heading: &str, class: &str, lines: &[NoteLine], numbers: &Numbers<'_>) -> Markup {
    html! {
        @if !lines.is_empty() {
            div.rests.(class) {
                p.label { (heading) }
                ul {
                    @for line in lines {
                        @match numbers.numbered.number(line) {
                            Some(number) => li { a href=(format!("#{}", numbers.anchor(number))) { span.k { (number) } (title_of(&line.code)) } },
                            None => li { (visible(&line.says)) @if let Some(quote) = &line.quote { (cited(packet, quote)) } },
                        }
                    }
                }
            }
        }
    }
}

/// The smallest change that would have turned the vote.
fn turned(packet: &Packet<'_>, flip: &Flip, numbers: &Numbers<'_>) -> Markup {
    let lost = flip.to == Inclination::NotInclined;
    html! {
        section.flip.(if lost { "lost" } else { "won" }) {
            h4 { (flips(flip)) }
            ul {
                @for one in &flip.changes {
                    li {
                        p dir="auto" { (visible(&one.says)) }
                        @match numbers.of_change(one) {
                            Some(number) => p.quiet { (change(one.kind)) ": " a href=(format!("#{}", numbers.anchor(number))) { "note " (number) } ", question " (one.exchange + 1) },
                            None => { @if let Some(quote) = &one.quote { (cited(packet, quote)) } @else { p.quiet { (change(one.kind)) ", question " (one.exchange + 1) } } },
                        }
                    }
                }
            }
        }
    }
}

/// What they made of the candidate's own questions.
fn own_questions(notes: &[OwnQuestionNote]) -> Markup {
    html! {
        @if !notes.is_empty() {
            article.asked-notes.own-asked {
                p.label { "Your own questions" }
                ul.lines {
                    @for note in notes {
                        li.(own_class(note.mark)) {
                            blockquote.cited { q dir="auto" { (visible(&note.asked)) } " " span.where { (own_word(note.mark)) } }
                            p dir="auto" { (visible(&note.why)) }
                            @if !note.instead.is_empty() { p.do dir="auto" { (visible(&note.instead)) } }
                        }
                    }
                }
            }
        }
    }
}

const fn own_class(mark: OwnQuestionMark) -> &'static str {
    match mark {
        OwnQuestionMark::Weak => "bad",
        OwnQuestionMark::Fair => "hint",
        OwnQuestionMark::Strong => "good",
    }
}

const fn own_word(mark: OwnQuestionMark) -> &'static str {
    match mark {
        OwnQuestionMark::Weak => "could be asked anywhere",
        OwnQuestionMark::Fair => "some of it is about this team",
        OwnQuestionMark::Strong => "about this team",
    }
}
