//! `/takes/{id}`: one take: its sound in step with its words, what is found in it, how it was said, what was asked next, and
//! where to go from it.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use glidepath_app::Error;
use glidepath_app::practice::{
    TakeFilter, TakeReview, TakeRow, list_takes, may_see_review, personal_baseline, review_take,
};
use glidepath_domain::Turn;
use glidepath_speech::{Baseline, Profile};
use maud::{Markup, html};

use super::{Nav, Page, take_forms, take_sound};
use crate::kept_form::trouble;
use crate::layout;
use crate::router::{Desk, State as Shared};
use crate::show::delivery::{Said, delivery};
use crate::show::own_verdict::{own_verdict, then_and_now};
use crate::show::player::player;
use crate::show::practice_tabs::practice_tabs;
use crate::show::replies::{Rung, replies, written_by};
use crate::show::sound_measures::sound_measures;
use crate::show::tell_again::tell_again;
use crate::show::waveform::{Axis, Waveform, waveform};
use crate::show::word_times::{WordTime, word_times};
use crate::show::{self, Pieces, clock, counted, moment, visible};

pub(crate) static PAGE: Page = Page {
    path: "/takes/{id}",
    nav: Nav::Nowhere,
    route: || get(open),
    beside: |router| take_sound::beside(take_forms::beside(router)),
    samples,
};

/// Rules about fluency: they say nothing where it is not to be held against a telling.
const FLUENCY: [&str; 3] = ["fillers", "long-pauses", "pace"];

/// Everything the page shows.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// The take and all that is said of it.
    pub(super) take: TakeReview,
    /// Its number among takes of its question, from 1.
    pub(super) number: usize,
    /// What the story told is called; empty where it is not known.
    pub(super) story: String,
    /// Other takes of the question or the story, as names and what they are called.
    pub(super) others: Vec<(String, String)>,
    /// The sound as peaks; empty where there is none.
    pub(super) peaks: Vec<(i8, i8)>,
    /// One's usual delivery.
    pub(super) baseline: Baseline,
    /// Whether fluency may be held against a telling.
    pub(super) penalties: bool,
}

async fn open(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    match shown(&shared, &id).await {
        Ok(shown) => whole(&shown).into_response(),
        // What is not told to its end goes on where it is told.
        Err(error) if error.code == "drill-not-rated" => Redirect::to(&format!("/practice/{id}")).into_response(),
        Err(error) => trouble(&error),
    }
}

async fn shown(shared: &Desk, id: &str) -> Result<Shown, Error> {
    let bank = shared.bank().await?;
    let settings = shared
        .sound
        .as_ref()
        .map(|sound| sound.settings.clone())
        .unwrap_or_default();
    let mut take = review_take(&bank, &shared.reviewer, &settings, id).await?;
    if !settings.fluency_penalties {
        without_fluency(&mut take);
    }
    let rows = list_takes(&bank, &TakeFilter::default()).await?;
    let row = rows.iter().find(|row| row.drill.id == id);
    Ok(Shown {
        number: number(&rows, id),
        story: row.map(|row| row.story_title.clone()).unwrap_or_default(),
        others: others(&rows, id),
        peaks: take_sound::peaks(shared, &take.drill.value).await,
        baseline: personal_baseline(&bank).await?,
        penalties: settings.fluency_penalties,
        take,
    })
}

/// A question as takes are put together by it: its name in the bank, or its words.
pub(super) fn question_key(row: &TakeRow) -> &str {
    let drill = &row.drill.value;
    if drill.question.is_empty() {
        drill.answer().map_or("", |turn| turn.asked.as_str())
    } else {
        &drill.question
    }
}

/// The number of a take among those of its question; `rows` has the latest first.
pub(super) fn number(rows: &[TakeRow], id: &str) -> usize {
    let Some(at) = rows.iter().position(|row| row.drill.id == id) else {
        return 1;
    };
    rows[at..]
        .iter()
        .filter(|row| question_key(row) == question_key(&rows[at]))
        .count()
}

/// The other takes that can be held against this one: of its question, or of its story.
fn others(rows: &[TakeRow], id: &str) -> Vec<(String, String)> {
    let Some(this) = rows.iter().find(|row| row.drill.id == id) else {
        return Vec::new();
    };
    let story = this.drill.value.story.as_ref();
    rows.iter()
        .filter(|row| row.drill.id != id && may_see_review(&row.drill.value) && row.drill.value.first_review.is_some())
        .filter(|row| {
            question_key(row) == question_key(this) || (story.is_some() && row.drill.value.story.as_ref() == story)
        })
        .map(|row| {
            let same = question_key(row) == question_key(this);
            let name = format!(
                "take {}{}",
                number(rows, &row.drill.id),
                if same { "" } else { " of another question" }
            );
            (row.drill.id.clone(), name)
        })
        .collect()
}

pub(super) fn whole(shown: &Shown) -> Markup {
    let reviewed = &shown.take.reviewed;
    let answer = shown.take.drill.value.answer();
    let question = answer.map_or("", |turn| turn.asked.as_str());
    let (timeline, notes) = (show::Timeline::of(reviewed), show::Notes::of(&reviewed.review));
    let times = answer
        .map(|a| word_times(&reviewed.attempt.text, &a.words))
        .unwrap_or_default();
    let sound = shown.sound(0);
    let pieces = show::take_pieces(reviewed, &timeline, &notes, &times, sound.as_deref());
    layout::page(
        &format!("Take {}", shown.number),
        "/practice",
        &html! {
            (practice_tabs("/takes/one"))
            div.desk.take-page data-take {
                (head(shown, question))
                (instrument(shown, &pieces.flight))
                (words(shown, &times, &pieces))
            }
        },
    )
}

impl Shown {
    /// The address of a turn's recording, where there is one.
    fn sound(&self, turn: usize) -> Option<String> {
        let drill = &self.take.drill;
        let has = drill
            .value
            .turns
            .get(turn)
            .is_some_and(|turn| !turn.recording.is_empty());
        has.then(|| format!("/takes/{}/sound/{turn}", drill.id))
    }
}

fn head(shown: &Shown, question: &str) -> Markup {
    let drill = &shown.take.drill;
    html! {
        header.head {
            div.crumb {
                p.label {
                    a href="/takes" { "Takes" } " · take " (shown.number)
                    @if let Some(story) = drill.value.story.as_ref().filter(|_| !shown.story.is_empty()) { " · " a href=(format!("/stories/{}", story.0)) dir="auto" { (visible(&shown.story)) } }
                }
                div.actions {
                    form method="post" action=(format!("/takes/{}/again", drill.id)) { button type="submit" { "Tell it again" } }
                    @if !shown.others.is_empty() {
                        form.against method="get" action="/takes/against" {
                            input type="hidden" name="take" value=(drill.id);
                            label.hidden for="other" { "Hold it against" }
                            select #other name="take" { @for (id, name) in &shown.others { option value=(id) { "against " (name) } } }
                            button type="submit" { "Compare" }
                        }
                    }
                    button type="button" data-print hidden { "Print" }
                }
            }
            h1 dir="auto" { (visible(question)) }
            p.meta { @for part in facts(shown) { span { (part) } } }
        }
    }
}

/// The line under the question.
fn facts(shown: &Shown) -> Vec<Markup> {
    let drill = &shown.take.drill.value;
    let answer = drill.answer();
    let mut parts = vec![html! { (moment(shown.take.drill.created_ms)) }];
    if let Some(ms) = answer.and_then(|a| a.took_ms) {
        parts.push(
            html! { span.num { (clock(ms as f64 / 1000.0)) } " of " span.num { (clock(f64::from(drill.limit_s))) } },
        );
    }
    parts.push(html! { (counted(shown.take.reviewed.review.measures.words, "word", "words")) });
    match answer {
        Some(turn) if turn.delivery.is_some() => {
            parts.push(html! { "spoken, written down by " (written_by(&turn.written_by)) })
        }
        _ => parts.push(html! { "typed" }),
    }
    if drill.exam {
        parts.push(html! { "as in an exam" });
    }
    if let Some(nudges) = answer.map(|a| a.nudges.len()).filter(|n| *n > 0) {
        parts.push(html! { (counted(nudges, "nudge", "nudges")) });
    }
    parts
}

/// Flight path, sound and player: one instrument on one axis.
fn instrument(shown: &Shown, flight: &Markup) -> Markup {
    let answer = shown.take.drill.value.answer();
    html! {
        div.instrument {
            (flight)
            @if let (Some(answer), Some(address)) = (answer, shown.sound(0)) { (sound(shown, answer, &address)) }
        }
        @if let Some(resumed) = &shown.take.resumed {
            p.sheet.told-you.cut-in { span { b { "You were cut in on" } @if let Some(at) = answer.and_then(|a| a.interrupted_ms) { " at " span.num { (clock(at as f64 / 1000.0)) } } ". " (resumed.why) } }
        }
        @if let Some(then) = &shown.take.then { (then_and_now(then, &shown.take.reviewed.review)) }
    }
}

fn sound(shown: &Shown, answer: &Turn, address: &str) -> Markup {
    html! {
        figure.sheet.flight.sound-figure aria-labelledby="sound-title" {
            div.over { h2.label #sound-title { "Sound" } (key(shown, answer)) }
            @if let Some(said) = &answer.delivery {
                div.wide tabindex="0" role="region" aria-label="The sound, scrolls sideways on a narrow screen" {
                    (waveform(&Waveform {
                        peaks: &shown.peaks,
                        delivery: said,
                        axis: Axis::of(&answer.words, said.duration_ms),
                        nudges: &answer.nudges,
                        interrupted_ms: answer.interrupted_ms,
                        penalties: shown.penalties,
                    }))
                }
            }
            (player(address, answer.delivery.as_ref().map_or(answer.took_ms.unwrap_or_default(), |d| d.duration_ms)))
            @if answer.words.is_empty() { p.quiet.untimed { "The words have no times, so they cannot follow the sound; the flight path is laid by their number." } }
        }
    }
}

/// What the marks on the sound are.
fn key(shown: &Shown, answer: &Turn) -> Markup {
    html! {
        p.key.costs-key[shown.penalties] {
            span { i.mark-pause aria-hidden="true" {} "pause" }
            span { i.mark-held aria-hidden="true" { "∿" } "held sound" }
            @if !answer.nudges.is_empty() { span { i.mark-nudge aria-hidden="true" { "⚑" } "nudge" } }
            @if answer.interrupted_ms.is_some() { span { i.mark-cut aria-hidden="true" {} "cut in" } }
            @if !shown.penalties { span { "told, not held against you" } }
        }
    }
}

fn words(shown: &Shown, times: &[WordTime], pieces: &Pieces) -> Markup {
    let take = &shown.take;
    let drill = &take.drill.value;
    html! {
        (pieces.first)
        div.cols {
            article.answer.reading #answer data-words aria-label="What was said, with marks" { (pieces.told) }
            div.margin {
                (own_verdict(drill.own_verdict, &take.reviewed.review))
                (pieces.margin)
            }
            div.asked-next { (asked_next(shown)) }
            div.under {
                (said(shown, times))
                (tell_again(take))
                (pieces.under)
                (onward(shown))
            }
        }
    }
}

fn asked_next(shown: &Shown) -> Markup {
    let rungs: Vec<Rung<'_>> = shown
        .take
        .drill
        .value
        .turns
        .iter()
        .enumerate()
        .skip(1)
        .map(|(index, turn)| Rung {
            turn,
            reading: shown
                .take
                .replies
                .iter()
                .find(|reply| reply.turn == index)
                .map(|reply| &reply.reading),
            sound: shown.sound(index),
        })
        .collect();
    html! { @if !rungs.is_empty() { (replies(&rungs, &shown.take.depth)) } }
}

/// How it was said, where it was; the words of a pause lead to its sound while there is any.
fn said(shown: &Shown, times: &[WordTime]) -> Markup {
    let take = &shown.take;
    let measured = take
        .drill
        .value
        .answer()
        .and_then(|a| a.delivery.as_ref())
        .zip(take.delivery.as_ref());
    let Some((measured, seen)) = measured else {
        return html! {};
    };
    let profile = Profile::of(&take.reviewed.review.language);
    let usual = shown
        .baseline
        .usual(glidepath_speech::Measure::Articulation)
        .map_or(0, |usual| usual.takes);
    delivery(&Said {
        delivery: measured,
        measures: &sound_measures(measured, &seen.rates, &shown.baseline, profile),
        seen,
        takes: usual,
        penalties: shown.penalties,
        text: &take.reviewed.attempt.text,
        times,
        sound: shown.sound(0).as_deref(),
    })
}

/// Where to go from here, and what can be taken away.
fn onward(shown: &Shown) -> Markup {
    let drill = &shown.take.drill;
    let version = html! { input type="hidden" name="version" value=(drill.version); };
    let spoken = drill.value.turns.iter().any(|turn| !turn.recording.is_empty());
    html! {
        section.block.other.onward aria-labelledby="onward" {
            h2.label #onward { "This take" }
            div.row {
                form method="post" action=(format!("/takes/{}/again", drill.id)) { button.go type="submit" { "Tell it again" } }
                @if spoken { form method="post" action=(format!("/takes/{}/silence", drill.id)) { (version) button type="submit" { "Remove the sound, keep the words" } } }
                form method="post" action=(format!("/takes/{}/remove", drill.id)) { (version) button type="submit" { "Remove this take" } }
            }
            p.quiet { "A removed take can be brought back with its sound from the list of takes. Sound that is removed by itself is gone at once." }
        }
    }
}

/// Takes out what is said against fluency.
pub(super) fn without_fluency(take: &mut TakeReview) {
    take.reviewed
        .review
        .findings
        .retain(|finding| !FLUENCY.contains(&finding.rule));
}

fn samples() -> Vec<(&'static str, Markup)> {
    super::sample_take::shown()
        .iter()
        .map(|(name, shown)| (*name, whole(shown)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{FLUENCY, whole};
    use crate::page::sample_take::shown;

    #[test]
    fn fluency_is_held_against_nobody_who_turned_that_off() {
        for code in FLUENCY {
            assert!(glidepath_review::rules::find(code).is_some(), "{code}");
        }
        let pages = shown();
        let html = |name: &str| whole(&pages.iter().find(|(known, _)| *known == name).unwrap().1).0;
        assert!(html("take-spoken").contains("/rules/long-pauses"));
        let spared = html("take-without-penalties");
        for code in FLUENCY {
            assert!(!spared.contains(&format!("href=\"/rules/{code}\"")), "{code}");
        }
        assert!(spared.contains("held against nothing") && !spared.contains("class=\"path wave costs\""));
    }
}
