//! A loop over HTTP by forms alone: set up, held, passed, left; a person in a seat; nothing told of what is looked for before the end.
#![expect(clippy::unwrap_used, reason = "tests may unwrap: a panic is the report")]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use glidepath_app::config::PracticeSettings;
use glidepath_app::{Edge, LazyBank, Place, Recordings, Reviewer};
use glidepath_domain::{Date, Principle};
use glidepath_web::{Sound, app_with_sound};
use tower::ServiceExt as _;

const ANSWER: &str = "My manager wanted to switch off the nightly check of invoices. I thought we would charge people wrongly, so I asked \
                      her for two days. I ran the check again on 1,940 corrections and it caught 31. She still said no, and I wrote a \
                      query that support runs on Fridays. It found four in April, and I had been wrong about May.";

/// A clock that goes on by a second whenever somebody looks, and names in a row.
#[derive(Default)]
struct Steps(AtomicI64);

impl Edge for Steps {
    fn now_ms(&self) -> i64 {
        1_780_315_200_000 + 1000 * self.0.fetch_add(1, Ordering::Relaxed)
    }

    fn today(&self) -> Date {
        today()
    }

    fn id(&self) -> String {
        format!("l-{}", self.0.fetch_add(1, Ordering::Relaxed))
    }
}

fn today() -> Date {
    Date {
        year: 2026,
        month: 6,
        day: 1,
    }
}

struct App(Router);

fn fresh() -> App {
    let bank = LazyBank::at(
        Place::Url("sqlite::memory:".to_owned()),
        Arc::new(Steps::default()),
        Reviewer::default(),
    );
    let sound = Sound {
        recordings: Recordings::at(std::env::temp_dir().join("glidepath-loops-never-recorded")),
        transcriber: None,
        language: None,
        settings: PracticeSettings::default(),
    };
    App(app_with_sound(
        Reviewer::default(),
        today,
        Some(Arc::new(bank)),
        Some(sound),
    ))
}

impl App {
    async fn ask(&self, request: Request<Body>) -> (StatusCode, String, String) {
        let (parts, body) = self.0.clone().oneshot(request).await.unwrap().into_parts();
        let location = parts
            .headers
            .get(header::LOCATION)
            .map(|to| to.to_str().unwrap().to_owned());
        let text = String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap();
        (parts.status, location.unwrap_or_default(), text)
    }

    async fn get(&self, path: &str) -> (StatusCode, String) {
        let request = Request::get(path).header(header::HOST, "127.0.0.1:4747");
        let (status, _, text) = self.ask(request.body(Body::empty()).unwrap()).await;
        (status, text)
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> (StatusCode, String, String) {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        let request = Request::post(path)
            .header(header::HOST, "127.0.0.1:4747")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(body.join("&"))).unwrap()).await
    }

    /// Begins a loop of four rounds of ten minutes and returns its address.
    async fn begin(&self, more: &[(&str, &str)]) -> String {
        let fields = [
            &[
                ("do", "begin"),
                ("rounds", "4"),
                ("minutes", "10"),
                ("role", "sde"),
                ("level", "L5"),
            ],
            more,
        ]
        .concat();
        let (status, to, text) = self.post("/loops/new", &fields).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
        assert!(to.starts_with("/loops/l-"), "{to}");
        to
    }

    /// Lets the next interviewer in and returns where that leads.
    async fn enter(&self, at: &str) -> String {
        let (_, page) = self.get(at).await;
        let (status, to, text) = self
            .post(&format!("{at}/enter"), &[("version", &version(&page)), ("how", "type")])
            .await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
        to
    }

    /// Answers or passes whatever is asked from `room` on, until the loop is met again; returns how much was answered and passed.
    async fn hold(&self, room: &str, says: impl Fn(usize) -> Option<&'static str>) -> (usize, usize) {
        let (mut to, mut said, mut passed) = (room.to_owned(), 0, 0);
        while to.starts_with("/practice/") {
            let path = to.split('?').next().unwrap().to_owned();
            let (status, page) = self.get(&to).await;
            assert_eq!(status, StatusCode::OK, "{to}");
            hides(&page);
            assert!(page.contains("Leave") && !page.contains("Your verdict"), "{page}");
            let turn = between(&page, "data-turn=\"", "\"");
            (_, to, _) = match says(said + passed) {
                Some(text) => {
                    said += 1;
                    self.post(
                        &format!("{path}/finish"),
                        &[("turn", &turn), ("text", text), ("took_ms", "60000")],
                    )
                    .await
                }
                None => {
                    passed += 1;
                    self.post(&format!("{path}/pass"), &[("how", "type")]).await
                }
            };
            assert!(said + passed < 40, "a round ends");
        }
        (said, passed)
    }

    async fn close(&self, at: &str, asked: &str) {
        let (_, page) = self.get(at).await;
        assert!(page.contains("Your own questions"), "{page}");
        let (status, to, text) = self
            .post(
                &format!("{at}/close"),
                &[("version", &version(&page)), ("own", asked), ("own", "")],
            )
            .await;
        assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, at), "{text}");
    }
}

/// Nothing says what is looked for. A principle's page is linked nowhere, and none is named.
fn hides(page: &str) {
    let main = page.split("<main").nth(1).unwrap();
    for principle in Principle::ALL {
        assert!(
            !main.contains(&format!("/principles/{principle}")),
            "{principle} is linked: {main}"
        );
        assert!(
            !main.contains(&principle.name().replace('\'', "&#39;")),
            "{principle} is named: {main}"
        );
    }
}

fn between(page: &str, before: &str, after: &str) -> String {
    page.split(before)
        .nth(1)
        .unwrap_or_else(|| panic!("no {before}: {page}"))
        .split(after)
        .next()
        .unwrap()
        .to_owned()
}

fn version(page: &str) -> String {
    between(page, "name=\"version\" value=\"", "\"")
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}

#[tokio::test]
async fn a_plan_is_kept_while_it_is_made_and_gone_once_it_begins() {
    let app = fresh();
    let (_, first) = app.get("/loops/new").await;
    assert!(
        first.contains("Begin the loop") && first.contains("Bar Raiser"),
        "a plan stands there at once"
    );
    let sent = [
        ("do", "plan"),
        ("rounds", "6"),
        ("minutes", "30"),
        ("name", "<b>Second try</b>"),
        ("persona-0", "front-desk"),
        ("chair-0", "partner"),
        ("person-1", "Ruth"),
    ];
    let (status, to, _) = app.post("/loops/new", &sent).await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, "/loops/new"));
    let (_, page) = app.get("/loops/new").await;
    assert!(
        page.contains("6 rounds, 180 minutes") && page.contains("&lt;b&gt;Second try"),
        "{page}"
    );
    assert!(
        page.contains("Rosa Quispe") && page.contains("sits here in person"),
        "what was chosen is kept"
    );
    assert!(!page.contains("Looks for"), "what is looked for is hidden");
    let people = |page: &str| page.matches("<h3>").count();
    assert_eq!(people(&page), 6);
    app.post(
        "/loops/new",
        &[&sent[1..], &[("coach", "yes"), ("do", "draw")]].concat(),
    )
    .await;
    let (_, coached) = app.get("/loops/new").await;
    assert!(
        coached.contains("Looks for") && coached.contains("Rosa Quispe"),
        "a coach sees it; what was chosen stays"
    );
    app.begin(&[]).await;
    let (_, after) = app.get("/loops/new").await;
    assert!(!after.contains("Second try"), "the next one begins afresh");
}

#[tokio::test]
async fn a_job_description_fills_the_form_and_what_is_none_is_refused_kindly() {
    let app = fresh();
    let job = "Software Engineer II, Billing\n\nAbout the role\nYou will own the service that charges 40,000 customers.\nYou will dive into \
               incidents and find their causes.\n\nBasic qualifications\n- 3+ years of experience as a software engineer\n- Experience with Java \
               or Rust\nYou will report to the engineering manager.";
    app.post("/loops/new", &[("do", "read"), ("job", job)]).await;
    let (_, page) = app.get("/loops/new").await;
    assert!(
        page.contains("What the text says") && page.contains("Software Engineer II, Billing</q>"),
        "{page}"
    );
    assert!(page.contains("<option value=\"sde\" selected"), "{page}");
    let (status, _, page) = app
        .post("/loops/new", &[("do", "begin"), ("job", "Buy milk, bread and a lamp.")])
        .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("job-not-one") && page.contains("Buy milk"), "{page}");
}

#[tokio::test]
async fn a_loop_is_held_by_forms_alone_and_tells_nothing_before_its_end() {
    let app = fresh();
    let at = app.begin(&[("name", "First")]).await;
    let (_, list) = app.get("/loops").await;
    assert!(list.contains("Go on with") && list.contains("First"), "{list}");
    let mut said = 0;
    for round in 0..4 {
        let (_, page) = app.get(&at).await;
        hides(&page);
        assert!(
            page.contains("I am ready") && page.contains(&format!("Round {} of 4", round + 1)),
            "{page}"
        );
        let room = app.enter(&at).await;
        // The same question waits after a reload, in the loop as in its room.
        let (_, before) = app.get(&at).await;
        assert!(before.contains(room.split('?').next().unwrap()), "{before}");
        let (spoken, passed) = app.hold(&room, |turn| (turn < 2).then_some(ANSWER)).await;
        assert!(spoken > 0 && passed < 20, "{spoken} {passed}");
        said += spoken;
        app.close(&at, "How do you learn that an invoice was wrong?").await;
    }
    assert!(said >= 4);
    let (_, page) = app.get(&at).await;
    assert!(
        page.contains("That was the last round") && page.contains("See the debrief"),
        "{page}"
    );
    let (_, list) = app.get("/loops").await;
    assert!(list.contains("Held") && !list.contains("Go on with"), "{list}");

    let (status, debrief) = app.get(&format!("{at}/debrief")).await;
    assert_eq!(status, StatusCode::OK);
    for part in [
        "The decision",
        "The votes",
        "Who marked what",
        "What each of them wrote",
        "How 200 panels would decide",
    ] {
        assert!(debrief.contains(part), "{part}: {debrief}");
    }
    assert_eq!(debrief.matches("class=\"card sheet ").count(), 4, "a card a seat");
    let (_, again) = app.get(&format!("{at}/debrief")).await;
    assert_eq!(debrief, again, "the same loop gives the same debrief");
    quotes_are_exact(&debrief);
}

/// Every quote of a debrief is words of what was said here: the one answer or the one question asked back.
fn quotes_are_exact(debrief: &str) {
    let quotes: Vec<&str> = debrief
        .split("<q dir=\"auto\">")
        .skip(1)
        .filter_map(|rest| rest.split("</q>").next())
        .collect();
    assert!(!quotes.is_empty());
    for quote in quotes {
        let said = ["How do you learn that an invoice was wrong?", ANSWER]
            .iter()
            .any(|text| text.contains(quote));
        assert!(said, "{quote}");
    }
}

#[tokio::test]
async fn a_debrief_is_handed_out_and_two_are_compared() {
    let app = fresh();
    let (_, none) = app.get("/loops/compare").await;
    assert!(none.contains("No loop is over yet"), "{none}");
    let mut held = Vec::new();
    for name in ["<i>One</i>", "Two"] {
        let at = app.begin(&[("name", name)]).await;
        let (status, _) = app.get(&format!("{at}/debrief")).await;
        assert_eq!(
            status,
            StatusCode::SEE_OTHER,
            "one that is on leads back to where it stands"
        );
        let room = app.enter(&at).await;
        app.hold(&room, |turn| (turn == 0).then_some(ANSWER)).await;
        app.close(&at, "Why?").await;
        let (_, rest) = app.get(&at).await;
        assert!(rest.contains("What is still free to tell"), "{rest}");
        hides(&rest);
        app.post(&format!("{at}/leave"), &[("version", &version(&rest))]).await;
        held.push(at);
    }
    for (ends, sign) in [
        ("md", "# "),
        ("json", "glidepath.debrief/1"),
        ("html", "<!DOCTYPE html>"),
    ] {
        let (status, text) = app.get(&format!("{}/debrief.{ends}", held[0])).await;
        assert_eq!(status, StatusCode::OK, "{ends}");
        assert!(text.contains(sign) && text.contains("One"), "{ends}: {text}");
        assert!(
            !text.contains("<i>One</i>") || ends == "json" || ends == "md",
            "{ends} says it as text"
        );
    }
    let (_, file) = app.get(&format!("{}/debrief.html", held[0])).await;
    assert!(
        !file.contains("<script") && !file.contains(" src=") && !file.contains("href=\"/"),
        "one file, nothing fetched"
    );
    let (_, apart) = app.get("/loops/compare").await;
    assert!(
        apart.contains("What changed") && apart.contains("&lt;i&gt;One") && apart.contains("Panels that would hire"),
        "{apart}"
    );
    let (status, _) = app.get("/loops/compare?a=none&b=nothing").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_sample_is_played_once() {
    let app = fresh();
    let (status, to, text) = app.post("/loops/sample", &[]).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let (status, page) = app.get(&to).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    assert!(page.contains("The Bar Raiser, across rounds"), "{page}");
    let (_, again, _) = app.post("/loops/sample", &[]).await;
    assert_eq!(to, again);
}

#[tokio::test]
async fn every_question_may_be_passed() {
    let app = fresh();
    let at = app.begin(&[]).await;
    for _ in 0..4 {
        let room = app.enter(&at).await;
        let (said, passed) = app.hold(&room, |_| None).await;
        assert!(said == 0 && passed > 0);
        app.close(&at, "").await;
    }
    let (_, page) = app.get(&at).await;
    assert!(page.contains("See the debrief"), "{page}");
}

#[tokio::test]
async fn a_loop_can_be_left_and_removed_and_brought_back() {
    let app = fresh();
    let at = app.begin(&[("name", "Left one")]).await;
    let room = app.enter(&at).await;
    let (_, asks) = app.get(&format!("{at}/leave")).await;
    assert!(
        asks.contains("Leave the loop?") && asks.contains("Stay"),
        "it is asked about first"
    );
    let (status, _, page) = app.post(&format!("{at}/leave"), &[("version", "999")]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("loop-went-on"), "{page}");
    let (status, to, _) = app.post(&format!("{at}/leave"), &[("version", &version(&asks))]).await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, at.as_str()));
    let (_, page) = app.get(&at).await;
    assert!(page.contains("You left this loop"), "{page}");
    let (status, _) = app.get(&room).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "its question leads back to the loop");
    let (_, list) = app.get("/loops").await;
    assert!(list.contains("left after 0 of 4 rounds"), "{list}");
    let (_, to, _) = app.post(&format!("{at}/remove"), &[("version", &version(&list))]).await;
    let (_, list) = app.get(&to).await;
    assert!(list.contains("Bring it back") && !list.contains("Left one"), "{list}");
    app.post(&format!("{at}/restore"), &[]).await;
    let (_, list) = app.get("/loops").await;
    assert!(list.contains("Left one"), "{list}");
}

#[tokio::test]
async fn a_person_asks_from_the_scorecard_and_hands_it_in_once() {
    let app = fresh();
    let at = app.begin(&[("person-0", "Ruth Adeyemi")]).await;
    let seat = format!("{at}/seats/1");
    let (_, page) = app.get(&seat).await;
    assert!(page.contains("Not begun") && page.contains("You look for"), "{page}");
    assert_eq!(
        app.enter(&at).await,
        at,
        "nobody asks by themselves where a person sits"
    );
    let (_, waits) = app.get(&at).await;
    assert!(
        waits.contains("Ruth Adeyemi has the word") && waits.contains("data-pulse"),
        "{waits}"
    );
    hides(&waits);
    let (_, stands) = app.get(&format!("{at}/pulse")).await;
    let (_, _, text) = app
        .post(&format!("{seat}/ask"), &[("do", "question"), ("text", "  ")])
        .await;
    assert!(text.contains("role=\"alert\""), "blank is no question: {text}");
    let (status, _, _) = app
        .post(
            &format!("{seat}/ask"),
            &[("do", "question"), ("text", "When did you last ring a customer?")],
        )
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, went_on) = app.get(&format!("{at}/pulse")).await;
    assert_ne!(stands, went_on, "the candidate's page learns of it");
    let room = between(&went_on, "\"leads\":\"", "\"");
    let path = room.clone();
    app.post(&format!("{path}/finish"), &[("turn", "0"), ("text", ANSWER)])
        .await;
    let (_, page) = app.get(&seat).await;
    assert!(
        page.contains("switch off the nightly check") && page.contains("Follow up"),
        "{page}"
    );
    app.post(&format!("{seat}/ask"), &[("do", "follow-up"), ("text", "And then?")])
        .await;
    let (_, page) = app.get(&path).await;
    assert!(page.contains("And then?") && page.contains("data-turn=\"1\""), "{page}");
    app.post(&format!("{path}/finish"), &[("turn", "1"), ("text", "She said no.")])
        .await;
    app.post(&format!("{seat}/ask"), &[("do", "invite")]).await;
    app.close(&at, "What do you measure?").await;

    let (_, page) = app.get(&seat).await;
    let mark = between(&page, "name=\"mark-", "\"");
    let card = [("notes", "Rang <herself>."), ("why", "")];
    let (status, _, page) = app
        .post(
            &seat,
            &[&card[..], &[("do", "hand-in"), (&format!("mark-{mark}"), "meets")]].concat(),
        )
        .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.contains("scorecard-undecided") && page.contains("Rang &lt;herself&gt;."),
        "what was typed stands: {page}"
    );
    let seen = between(&page, "name=\"seen\" value=\"", "\"");
    let (status, _, text) = app
        .post(
            &seat,
            &[
                ("notes", "Rang."),
                ("inclined", "yes"),
                ("seen", &seen),
                ("do", "hand-in"),
            ],
        )
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let (_, page) = app.get(&seat).await;
    assert!(page.contains("Handed in") && !page.contains("name=\"notes\""), "{page}");
    let (status, _, page) = app.post(&seat, &[("notes", "Changed."), ("do", "save")]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("scorecard-handed-in"), "{page}");
}

#[tokio::test]
async fn what_a_persona_looks_for_is_behind_a_door_while_the_loop_is_on() {
    let app = fresh();
    let at = app.begin(&[]).await;
    let (_, page) = app.get(&format!("{at}/seats/2")).await;
    hides(&page);
    assert!(page.contains("I take notes here"), "{page}");
    let (_, page) = app.get(&format!("{at}/seats/2?open=yes")).await;
    assert!(page.contains("You look for"), "{page}");
}

#[tokio::test]
async fn what_is_not_there_says_so() {
    let app = fresh();
    let at = app.begin(&[]).await;
    for path in [
        "/loops/none",
        "/loops/none/leave",
        "/loops/none/seats/1",
        &format!("{at}/seats/9"),
        &format!("{at}/seats/0"),
    ] {
        let (status, page) = app.get(path).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.contains("Something is in the way"), "{path}: {page}");
    }
    let (status, _, page) = app.post("/loops/new", &[("do", "plan"), ("role", "wizard")]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    let (status, _, page) = app
        .post("/loops/new", &[("do", "begin"), ("rounds", "9"), ("minutes", "10")])
        .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("loop-rounds"), "{page}");
    let (status, _, page) = app
        .post(&format!("{at}/close"), &[("version", "1"), ("own", "Why?")])
        .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("loop-not-now"), "{page}");
}
