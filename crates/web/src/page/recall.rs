//! `/recall`: the retrieval drill: a question and ten seconds for the story, an opening, a figure, an ending to say aloud. Forms alone
//! do all of it; without scripts the server counts from the moment it showed the card.

use axum::Router;
use axum::extract::{Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use glidepath_app::find_stories::{StoryFilter, find_stories};
use glidepath_app::practice::recall::{Answer, Ask, Next, Recall, accepted, recall_answer, recall_card, recall_next};
use glidepath_app::preferences::preferences;
use glidepath_app::review_answer::unknown;
use glidepath_app::{Bank, Error};
use glidepath_domain::{Date, MemoryKind, StoryId};
use maud::{Markup, html};

use super::{Nav, Page};
use crate::answer_form::posted;
use crate::kept_form::{trouble, value};
use crate::layout;
use crate::router::{Desk, State as Shared};
use crate::show::practice_tabs::practice_tabs;
use crate::show::recall_card::{CardShown, Recalled, match_card, recalled, say_card, shown_card};
use crate::show::{counted, moment};

pub(crate) static PAGE: Page = Page {
    path: "/recall",
    nav: Nav::Nowhere,
    route: || get(open).post(answer),
    beside,
    samples,
};

/// Stories held against a question to say which count as found.
const HELD: usize = 12;

fn beside(router: Router<Shared>) -> Router<Shared> {
    router.route("/recall/shown", post(reveal))
}

/// What stands beside a card: what is due, and the day it bends towards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Schedule {
    /// Cards due, the one on the page among them.
    due: usize,
    /// Whether the one on the page was answered, and is due no more.
    answered: bool,
    interview: Option<Date>,
}

async fn open(State(shared): State<Shared>, Query(asked): Query<Vec<(String, String)>>) -> Response {
    let opening = async {
        let bank = shared.bank().await?;
        let interview = preferences(&bank).await?.interview;
        // A card by name is asked whether it is due or not.
        let next = match value(&asked, "card") {
            Some(card) => Next::Ask(Box::new(recall_card(&bank, card).await?)),
            None => recall_next(&bank).await?,
        };
        Ok::<_, Error>(match next {
            Next::Ask(ask) => {
                let stories = if ask.kind == MemoryKind::Match {
                    titles(&bank).await?
                } else {
                    Vec::new()
                };
                let schedule = Schedule {
                    due: ask.due,
                    answered: false,
                    interview,
                };
                whole(&card(&shown(&ask, bank.now_ms()), &stories), schedule)
            }
            Next::Nothing { next_ms, cards } => whole(
                &nothing(next_ms, cards),
                Schedule {
                    due: 0,
                    answered: false,
                    interview,
                },
            ),
        })
    };
    match opening.await {
        Ok(page) => page.into_response(),
        Err(error) => trouble(&error),
    }
}

fn shown(ask: &Ask, now_ms: i64) -> CardShown {
    CardShown {
        id: ask.card.clone(),
        version: ask.version,
        kind: ask.kind,
        ask: ask.ask.clone(),
        shown_ms: now_ms,
        limit_ms: ask.limit_ms,
    }
}

fn card(shown: &CardShown, stories: &[(String, String)]) -> Markup {
    if shown.kind == MemoryKind::Match {
        match_card(shown, stories)
    } else {
        say_card(shown)
    }
}

/// Every story, in the order of its title, so that a story has the same number from one question to the next.
async fn titles(bank: &Bank) -> Result<Vec<(String, String)>, Error> {
    let found = find_stories(bank, &StoryFilter::default()).await?;
    let mut titles: Vec<(String, String)> = found
        .rows
        .into_iter()
        .map(|row| (row.card.id, row.card.title))
        .collect();
    titles.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
    Ok(titles)
}

/// How long it took: by the browser's clock where scripts ran, and never longer than by ours.
fn took(fields: &[(String, String)], now_ms: i64) -> u64 {
    let number = |name: &str| value(fields, name).and_then(|text| text.trim().parse::<u64>().ok());
    let shown = value(fields, "shown").and_then(|text| text.parse::<i64>().ok());
    let ours = shown.map(|shown| now_ms.saturating_sub(shown).max(0) as u64);
    match (number("took"), ours) {
        (Some(theirs), Some(ours)) => theirs.min(ours),
        (Some(theirs), None) => theirs,
        (None, ours) => ours.unwrap_or(u64::MAX),
    }
}

/// What was to be said, to be held against what was.
async fn reveal(State(shared): State<Shared>, request: Request) -> Response {
    let revealing = async {
        let fields = posted(request).await?;
        let bank = shared.bank().await?;
        let took = took(&fields, bank.now_ms());
        let ask = recall_card(&bank, value(&fields, "card").unwrap_or_default()).await?;
        let interview = preferences(&bank).await?.interview;
        let main = shown_card(&shown(&ask, bank.now_ms()), &ask.answer, took);
        Ok::<_, Error>(whole(
            &main,
            Schedule {
                due: ask.due,
                answered: false,
                interview,
            },
        ))
    };
    match revealing.await {
        Ok(page) => page.into_response(),
        Err(error) => trouble(&error),
    }
}

async fn answer(State(shared): State<Shared>, request: Request) -> Response {
    match answered(&shared, request).await {
        Ok(page) => page.into_response(),
        Err(error) if error.code == "recall-answered" => (StatusCode::CONFLICT, trouble(&error)).into_response(),
        Err(error) => trouble(&error),
    }
}

async fn answered(shared: &Desk, request: Request) -> Result<Markup, Error> {
    let fields = posted(request).await?;
    let bank = shared.bank().await?;
    let took = took(&fields, bank.now_ms());
    let ask = recall_card(&bank, value(&fields, "card").unwrap_or_default()).await?;
    let version = value(&fields, "version").and_then(|version| version.parse().ok());
    let answer = match (value(&fields, "grade"), value(&fields, "story")) {
        (Some(grade), _) => Answer::Graded(grade.parse().map_err(unknown)?),
        (None, story) => Answer::Picked(story.map(str::to_owned).filter(|story| !story.is_empty())),
    };
    let fits = found(shared, &ask).await?;
    let recall = recall_answer(&bank, &ask.card, version, took, &answer, &fits).await?;
    let titles = titles(&bank).await?;
    let title = |id: &str| {
        titles
            .iter()
            .find(|(known, _)| known == id)
            .map(|(_, title)| title.clone())
    };
    let picked = match &answer {
        Answer::Picked(Some(id)) => title(id),
        _ => None,
    };
    let fitting = fits
        .iter()
        .filter_map(|id| Some((id.0.clone(), title(&id.0)?)))
        .collect();
    let schedule = Schedule {
        due: ask.due.saturating_sub(1),
        answered: true,
        interview: preferences(&bank).await?.interview,
    };
    Ok(whole(&outcome(&ask, &recall, took, picked, fitting), schedule))
}

fn outcome(ask: &Ask, recall: &Recall, took_ms: u64, picked: Option<String>, fitting: Vec<(String, String)>) -> Markup {
    recalled(&Recalled {
        kind: ask.kind,
        ask: &ask.ask,
        grade: recall.grade,
        hit: recall.hit,
        in_time: recall.in_time,
        took_ms,
        limit_ms: ask.limit_ms,
        picked,
        fitting,
        due_ms: recall.card.value.due_ms,
    })
}

/// The stories that count as found for a question; none for other cards.
async fn found(shared: &Desk, ask: &Ask) -> Result<Vec<StoryId>, Error> {
    match &shared.bank {
        Some(bank) if ask.kind == MemoryKind::Match => Ok(accepted(&bank.answer_with(&ask.ask, HELD).await?)),
        _ => Ok(Vec::new()),
    }
}

fn whole(main: &Markup, schedule: Schedule) -> Markup {
    layout::page(
        "Recall",
        "/practice",
        &html! {
            (practice_tabs(PAGE.path))
            div.recall-page {
                (main)
                p.quiet.recall-foot {
                    @if schedule.answered { @if schedule.due > 0 { (counted(schedule.due, "card is", "cards are")) " still due. " } @else { "That was the last one due. " } }
                    @else if schedule.due > 0 { (counted(schedule.due, "card is", "cards are")) " due, this one among them. " }
                    @match schedule.interview {
                        Some(day) => { "The interview is on " (in_words(day)) ": in the fortnight before it cards come sooner, and all of them once in the last three days." },
                        None => { "A card comes back just before it would be forgotten. " a href="/deck" { "Name the day of your interview" } ", and the schedule bends towards it." },
                    }
                }
            }
        },
    )
}

fn in_words(day: Date) -> String {
    let date = jiff::civil::Date::new(day.year, day.month as i8, day.day as i8);
    date.map_or_else(|_| day.to_string(), |date| date.strftime("%-d %B %Y").to_string())
}

/// Nothing is due, or there is nothing to recall yet.
fn nothing(next_ms: Option<i64>, cards: usize) -> Markup {
    html! {
        @if cards == 0 {
            section.sheet.none-yet {
                h1 { "Nothing to recall yet" }
                p { "In the room a question comes and the story has to be there, within a breath. This drill shows a question, and you pick the story in ten seconds, later in five; then its first sentence, its figures, its ending, said aloud." }
                p { "It makes its cards from your stories. With two or three of them it can begin." }
                div.row { a.button.go href="/stories" { "To your stories" } }
            }
        } @else {
            section.sheet.none-yet {
                h1 { "Nothing is due" }
                p { "You have " (counted(cards, "card", "cards")) ", and all of them sit." @if let Some(next) = next_ms { " The next comes " (moment(next)) "." } }
                p { "Going over what still sits helps little. Telling one aloud helps more." }
                div.row { a.button.go href="/practice" { "Tell a story" } }
            }
        }
    }
}

fn samples() -> Vec<(&'static str, Markup)> {
    let card_of = |kind, ask: &str, limit_ms| CardShown {
        id: "match:ownership/failure".to_owned(),
        version: Some(2),
        kind,
        ask: ask.to_owned(),
        shown_ms: 1_780_000_000_000,
        limit_ms,
    };
    let stories: Vec<(String, String)> = super::matrix::sample_rows()
        .into_iter()
        .map(|row| (row.card.id, row.card.title))
        .collect();
    let schedule = Schedule {
        due: 7,
        answered: false,
        interview: Date::new(2026, 6, 20),
    };
    let free = Schedule {
        due: 1,
        answered: true,
        interview: None,
    };
    let question = card_of(
        MemoryKind::Match,
        "Tell me about a time you took on something outside your area.",
        10_000,
    );
    let opening = card_of(MemoryKind::Opening, "How does “The pager nobody carried” open?", 5_000);
    let ended = |hit, took_ms, picked: &str| {
        recalled(&Recalled {
            kind: MemoryKind::Match,
            ask: &question.ask,
            grade: if hit {
                glidepath_domain::Grade::Good
            } else {
                glidepath_domain::Grade::Again
            },
            hit,
            in_time: took_ms <= 10_000,
            took_ms,
            limit_ms: 10_000,
            picked: Some(picked.to_owned()),
            fitting: vec![stories[5].clone(), stories[0].clone()],
            due_ms: 1_780_600_000_000,
        })
    };
    vec![
        ("recall", whole(&match_card(&question, &stories), schedule)),
        (
            "recall-say",
            whole(
                &say_card(&opening),
                Schedule {
                    answered: false,
                    ..free
                },
            ),
        ),
        (
            "recall-shown",
            whole(
                &shown_card(
                    &opening,
                    "I told a hospital we would go live on the first of June, and in the middle of May I had to ring them and take it back.",
                    7_200,
                ),
                schedule,
            ),
        ),
        (
            "recall-hit",
            whole(&ended(true, 3_400, "The night the ferries stopped"), schedule),
        ),
        ("recall-miss", whole(&ended(false, 12_400, "A vendor said no"), free)),
        (
            "recall-empty",
            whole(
                &nothing(None, 0),
                Schedule {
                    due: 0,
                    answered: false,
                    interview: None,
                },
            ),
        ),
        (
            "recall-done",
            whole(
                &nothing(Some(1_780_600_000_000), 48),
                Schedule {
                    due: 0,
                    answered: false,
                    interview: Date::new(2026, 6, 20),
                },
            ),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::took;

    #[test]
    fn time_is_the_browsers_where_it_counted_and_never_longer_than_ours() {
        let fields = |took: &str, shown: &str| {
            vec![
                ("took".to_owned(), took.to_owned()),
                ("shown".to_owned(), shown.to_owned()),
            ]
        };
        assert_eq!(took(&fields("", "1000"), 5_500), 4_500, "without scripts");
        assert_eq!(took(&fields("3200", "1000"), 5_500), 3_200);
        assert_eq!(
            took(&fields("99999", "1000"), 5_500),
            4_500,
            "a clock that was put forward"
        );
        assert_eq!(took(&fields("", "9000"), 5_500), 0, "a clock that was put back");
        assert_eq!(
            took(&fields("x", "y"), 5_500),
            u64::MAX,
            "a form that tells nothing is late"
        );
    }
}
