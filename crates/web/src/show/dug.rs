//! A dig drawn: the question and its answer, the sentences worth keeping, what was answered; and the dig laid as a story.

use glidepath_app::Kept;
use glidepath_content::{Place, Prompt, prompt};
use glidepath_domain::{Dig, Gem, Principle};
use glidepath_story::{Candidate, Laid, Signal};
use maud::{Markup, html};

use super::{counted, dig_step, in_short, moment, visible};
use crate::kept_form;

/// What is asked, with what stands in its field.
#[derive(Debug, Clone)]
pub(crate) struct Asking {
    /// The question.
    pub(crate) prompt: &'static Prompt,
    /// Why it comes now; none where the person chose it.
    pub(crate) because: Option<String>,
    /// What stands in the field.
    pub(crate) text: String,
    /// The name under which it is kept while it is typed.
    pub(crate) kept: String,
    /// When it was kept, where it is not saved yet.
    pub(crate) unsaved: Option<i64>,
}

/// What makes a sentence worth keeping, in a word or two.
const fn signal(signal: Signal) -> &'static str {
    match signal {
        Signal::Figure => "a figure",
        Signal::OwnDeed => "your own deed",
        Signal::Friction => "friction",
        Signal::Customer => "a customer",
        Signal::Reflection => "a lesson or a doubt",
    }
}

/// Everything of one dig, for `main`.
pub(crate) fn desk(
    kept: &Kept<Dig>,
    asking: Option<&Asking>,
    offered: &[Candidate],
    notice: Option<&Markup>,
) -> Markup {
    let dig = &kept.value;
    let address = format!("/dig/{}", kept.id);
    let here = asking.map_or("", |asking| asking.prompt.slug.as_str());
    let said = || dig.answers.iter().filter(|answer| !answer.text.trim().is_empty());
    html! {
        header.head {
            div.crumb {
                p.label { a href="/dig" { "Dig" } @if !dig.employer.is_empty() { " · " span dir="auto" { (visible(&dig.employer)) } } }
                div.actions {
                    a.button href=(format!("{address}/laid")) { "Lay it on a frame" }
                    form method="post" action=(format!("{address}/remove")) { button type="submit" { "Remove" } }
                }
            }
            h1 dir="auto" { (visible(&dig.project)) }
        }
        (dig_step::path(&kept.id, dig.step, kept.version))
        @if let Some(notice) = notice { (notice) }
        div.dig-desk {
            div {
                @match asking {
                    Some(asking) => (question(kept, asking)),
                    None => section.sheet.prompt { h2 { "Every question is answered or passed over." } p.because { "Lay it on a frame and see what story it tells, or open an answer below and say more." } },
                }
                @if said().next().is_some() {
                    section.block aria-labelledby="said" {
                        h2.label #said { "What you said so far" }
                        ul.answered {
                            @for answer in said() {
                                li {
                                    h3 { a href=(format!("{address}?prompt={}", answer.prompt)) { (prompt(&answer.prompt).map_or(answer.prompt.as_str(), |p| p.text.as_str())) } }
                                    p dir="auto" { (visible(&answer.text)) }
                                }
                            }
                        }
                    }
                }
            }
            div.dig-beside {
                section aria-labelledby="kept-gems" {
                    h2.label #kept-gems { "Kept" @if !dig.gems.is_empty() { " · " (dig.gems.len()) } }
                    @if dig.gems.is_empty() { p.quiet { "Sentences that you keep stand here, word for word, to be laid as a story." } }
                    div.gems { @for gem in &dig.gems { (gem_kept(kept, gem, here)) } }
                }
                @if !offered.is_empty() {
                    section aria-labelledby="offered" {
                        h2.label #offered { "Worth keeping?" }
                        div.gems { @for (at, candidate) in offered.iter().enumerate() { (gem_offered(kept, candidate, here, at)) } }
                    }
                }
            }
        }
    }
}

fn question(kept: &Kept<Dig>, asking: &Asking) -> Markup {
    let address = format!("/dig/{}", kept.id);
    let slug = &asking.prompt.slug;
    let before = kept
        .value
        .answers
        .iter()
        .find(|answer| answer.prompt == *slug)
        .map(|answer| answer.text.as_str());
    let last = kept.value.answers.iter().rev().find(|answer| answer.prompt != *slug);
    html! {
        @if let Some(at_ms) = asking.unsaved { (kept_form::notice(&asking.kept, at_ms, &format!("{address}?prompt={slug}"))) }
        form.sheet.prompt method="post" action=(format!("{address}/answer")) autocomplete="off" data-keep=(asking.kept) {
            input type="hidden" name="prompt" value=(slug);
            input type="hidden" name="version" value=(kept.version);
            input type="hidden" name="before" value=(before.unwrap_or_default());
            h2 { label for="text" { (asking.prompt.text) } }
            p.because #because { @if let Some(because) = &asking.because { (because) " " } (asking.prompt.why) }
            textarea #text name="text" rows=(if slug == "dump" { 14 } else { 6 }) dir="auto" spellcheck="true" aria-describedby="because" { "\n" (asking.text) }
            div.row {
                button.go type="submit" { @if before.is_some_and(|text| !text.trim().is_empty()) { "Save" } @else { "Go on" } }
                button type="submit" name="skip" value="yes" { "Pass it over" }
                @if let Some(last) = last { a.button href=(format!("{address}?prompt={}", last.prompt)) { "Back" } }
                span data-kept-at aria-live="polite" {}
            }
        }
    }
}

fn hidden(gem: &Gem, here: &str) -> Markup {
    html! {
        input type="hidden" name="quote" value=(gem.quote);
        input type="hidden" name="prompt" value=(gem.prompt);
        input type="hidden" name="prompt-open" value=(here);
        @if gem.customer { input type="hidden" name="customer" value="yes"; }
        @if gem.metric { input type="hidden" name="metric" value="yes"; }
    }
}

fn gem_kept(kept: &Kept<Dig>, gem: &Gem, here: &str) -> Markup {
    html! {
        article.gem.sheet {
            q dir="auto" { (visible(&gem.quote)) }
            p.small { @if let Some(principle) = gem.principle { span { (principle.name()) } } @if gem.metric { span { "a figure" } } @if gem.customer { span { "a customer" } } }
            form method="post" action=(format!("/dig/{}/gem", kept.id)) { (hidden(gem, here)) button.small type="submit" name="do" value="drop" { "Take it off" } }
        }
    }
}

fn gem_offered(kept: &Kept<Dig>, candidate: &Candidate, here: &str, at: usize) -> Markup {
    let gem = &candidate.gem;
    html! {
        article.gem.offered.sheet {
            q dir="auto" { (visible(&gem.quote)) }
            p.small { @for (place, one) in candidate.signals.iter().enumerate() { @if place > 0 { ", " } (signal(*one)) } }
            form method="post" action=(format!("/dig/{}/gem", kept.id)) {
                (hidden(gem, here))
                label.hidden for=(format!("signals-{at}")) { "What it shows" }
                select id=(format!("signals-{at}")) name="principle" { option value="" { "shows …" } @for &p in Principle::ALL { option value=(p) { (in_short::principle(p)) } } }
                span.actions { button.small type="submit" name="do" value="keep" { "Keep it" } button.small type="submit" name="do" value="away" { "Put it away" } }
            }
        }
    }
}

/// The same question was answered elsewhere meanwhile.
pub(crate) fn said_elsewhere(theirs: &str) -> Markup {
    html! {
        section.sheet.notice role="alert" tabindex="-1" {
            h2 { "This was answered elsewhere while you wrote" }
            p.why { "Saved there: " q dir="auto" { (visible(theirs)) } }
            p.do { "Your words stand below and are not saved yet. Take over what you want of theirs, then save." }
            p.code { code { "store-stale" } }
        }
    }
}

/// A dig laid on beats: the person's own sentences, and blanks with the question that would fill each.
pub(crate) fn laid(kept: &Kept<Dig>, laid: &Laid) -> Markup {
    let address = format!("/dig/{}", kept.id);
    let blank = |place: Place| laid.blanks.iter().find(|blank| blank.place == place);
    let fields = || {
        laid.blanks
            .iter()
            .filter(|blank| matches!(blank.place, Place::Field(_)))
    };
    html! {
        header.head {
            p.label { a href="/dig" { "Dig" } " · " a href=(address) dir="auto" { (visible(&kept.value.project)) } }
            h1 { "Laid on a frame" }
            p.meta { "Every sentence is yours, as you said it. What is not known stays blank. Kept " (moment(kept.updated_ms)) "." }
        }
        div.dig-desk {
            div.laid-words {
                @for passage in &laid.story.beats {
                    section {
                        h3.label { (in_short::beat(passage.beat)) }
                        @if passage.text.trim().is_empty() {
                            p { span.gap { "blank" @if let Some(blank) = blank(Place::Beat(passage.beat)) { ": " a href=(format!("{address}?prompt={}", blank.prompt.slug)) { (blank.prompt.text) } } } }
                        } @else { p dir="auto" { (visible(&passage.text)) } }
                    }
                }
                div.row {
                    form method="post" action=(format!("{address}/laid")) { button.go type="submit" { "Keep it as a story" } }
                    a.button href=(address) { "Dig on" }
                }
            }
            div.dig-beside {
                @if fields().next().is_some() {
                    section aria-labelledby="blanks" {
                        h2.label #blanks { (counted(fields().count(), "thing is", "things are")) " not known yet" }
                        ul.blanks { @for blank in fields() { @if let Place::Field(field) = blank.place {
                            li { b { (field.name()) } br; a href=(format!("{address}?prompt={}", blank.prompt.slug)) { (blank.prompt.text) } } } } }
                    }
                }
            }
        }
    }
}
