//! Takes for samples: an invented answer as if it had been spoken. No recording is read; its peaks follow its words.

use glidepath_app::practice::{DeliverySeen, ReplySeen, SaidThen, TakeReview, TakeRow};
use glidepath_app::review_answer::{Reviewed, review_answer};
use glidepath_app::wire::{ReviewIn, WordIn};
use glidepath_app::{Kept, Reviewer};
use glidepath_domain::{
    Date, Delivery, Drill, DrillState, FirstReview, Layer, Listener, Principle, ReplyKind, ShownNudge, StoryId,
    Stretch, Temperament, TimedWord, Turn, Variant, Verdict,
};
use glidepath_interview::{breaking_depth, read_reply, resumed};
use glidepath_practice::{generalities, sections};
use glidepath_speech::{Baseline, Profile, Remarks, against, pauses_before_beats, rates};

use super::take::{Shown, without_fluency};

use crate::sample;

/// The day of samples.
pub(super) const DAY: Date = Date {
    year: 2026,
    month: 6,
    day: 1,
};
/// Milliseconds a word takes, and the silences after a comma, a sentence and a paragraph.
const WORD_MS: u64 = 310;
const AFTER: [(char, u64); 4] = [(',', 240), ('.', 640), (':', 420), ('\n', 2_700)];
/// Columns of a sample's waveform.
const COLUMNS: usize = 640;

/// When each word of `text` would be said.
fn spoken(text: &str) -> Vec<TimedWord> {
    let mut at = 1_900;
    let mut words = Vec::new();
    for paragraph in text.split("\n\n") {
        for word in paragraph.split_whitespace() {
            let length = WORD_MS + 22 * word.len().min(9) as u64;
            words.push(TimedWord {
                word: word.to_owned(),
                start_ms: at,
                end_ms: at + length,
            });
            let rest = AFTER
                .iter()
                .find(|(stop, _)| word.ends_with(*stop))
                .map_or(30, |(_, ms)| *ms);
            at += length + rest;
        }
        at += AFTER[3].1;
    }
    words
}

/// What the sound of `words` would say.
fn delivery(words: &[TimedWord]) -> Delivery {
    let end = words.last().map_or(0, |w| w.end_ms);
    let between = |pair: &[TimedWord]| Stretch {
        start_ms: pair[0].end_ms,
        end_ms: pair[1].start_ms,
    };
    let held = |n: usize| {
        words.get(n).map(|w| Stretch {
            start_ms: w.start_ms.saturating_sub(30),
            end_ms: w.end_ms + 160,
        })
    };
    Delivery {
        duration_ms: end + 1_400,
        listener: Listener::Silero,
        speech: words
            .iter()
            .map(|w| Stretch {
                start_ms: w.start_ms,
                end_ms: w.end_ms,
            })
            .collect(),
        pauses: words.windows(2).map(between).filter(|gap| gap.ms() >= 250).collect(),
        held: [23, 71, 128, 211].into_iter().filter_map(held).collect(),
        syllables: words.len() as u32 * 3 / 2,
        pitch_spread: Some(2.6),
        loudness_db: Some(-21.4),
        above_noise_db: Some(31.0),
        clipped: 0.0,
    }
}

/// Peaks as speech has them: loud within words, nearly nothing between.
pub(super) fn peaks(words: &[TimedWord], duration_ms: u64) -> Vec<(i8, i8)> {
    (0..COLUMNS)
        .map(|column| {
            let at = (column as u64 * 2 + 1) * duration_ms / (COLUMNS as u64 * 2);
            let word = words.iter().find(|w| (w.start_ms..w.end_ms).contains(&at));
            let swell = word.map_or(2, |w| {
                let inside = (at - w.start_ms) * 100 / (w.end_ms - w.start_ms).max(1);
                let bow = (inside * (100 - inside) / 25) as i32;
                18 + bow * (40 + (column as i32 * 37) % 45) / 100
            });
            (
                -(swell - (column as i32 * 13) % 9).clamp(1, 120) as i8,
                swell.clamp(1, 120) as i8,
            )
        })
        .collect()
}

/// A reply as it would be spoken.
fn replied(asked: &str, layer: Layer, aims_at: &str, quote: &str, text: &str) -> Turn {
    let words = spoken(text);
    Turn {
        layer: Some(layer),
        aims_at: aims_at.to_owned(),
        quote: quote.to_owned(),
        reply: ReplyKind::Said,
        text: text.to_owned(),
        took_ms: words.last().map(|w| w.end_ms),
        written_by: "whisper-base.en".to_owned(),
        recording: "sample".to_owned(),
        words,
        ..Turn::open(asked)
    }
}

/// The drill of sample `slug`, spoken or typed, with its follow-ups.
pub(super) fn drill(slug: &str, is_spoken: bool) -> Option<Drill> {
    let form = sample::find(slug)?.form();
    let words = if is_spoken { spoken(&form.text) } else { Vec::new() };
    let took_ms = words.last().map(|w| w.end_ms + 1_400).or(Some(154_000));
    let nudge = |code: &str, at_ms| ShownNudge {
        code: code.to_owned(),
        at_ms,
    };
    let answer = Turn {
        reply: ReplyKind::Said,
        text: form.text,
        written_by: if is_spoken { "whisper-base.en" } else { "typed" }.to_owned(),
        recording: if is_spoken { "sample" } else { "" }.to_owned(),
        delivery: is_spoken.then(|| delivery(&words)),
        took_ms,
        nudges: if is_spoken {
            vec![nudge("still-in-context", 41_000), nudge("land-it", 150_000)]
        } else {
            Vec::new()
        },
        words,
        ..Turn::open(form.question)
    };
    let mut passed = Turn::open("Who would say that it was your doing, and not hers?");
    passed.layer = Some(Layer::Challenge);
    passed.reply = ReplyKind::Passed;
    Some(Drill {
        question: String::new(),
        principles: vec![Principle::HaveBackbone],
        story: None,
        level: None,
        role: None,
        variant: Variant::Plain,
        temperament: Temperament::Drilling,
        limit_s: 180,
        most_follow_ups: None,
        exam: false,
        nudged: true,
        on_trial: false,
        again: String::new(),
        of_loop: None,
        state: DrillState::Done,
        turns: vec![
            answer,
            replied(
                "You say it would have caught 23. How do you know that those 23 mattered?",
                Layer::Evidence,
                "no-baseline",
                "It would have caught 23.",
                "Eleven of them were paid late, and two clinics rang us that week. I can name them. The other twelve I don't know; nobody kept the tickets.",
            ),
            replied(
                "What else could you have done before March?",
                Layer::Alternative,
                "no-options",
                "",
                "As I said, it was her decision and the team was busy with other things at the time.",
            ),
            passed,
        ],
        own_verdict: Some(Verdict::Raises),
        first_review: None,
    })
}

/// Its answer, reviewed by rules.
pub(super) fn reviewed(drill: &Drill) -> Option<Reviewed> {
    let answer = drill.answer()?;
    let given = ReviewIn {
        text: answer.text.clone(),
        question: Some(answer.asked.clone()),
        words: answer
            .words
            .iter()
            .map(|w| WordIn {
                w: w.word.clone(),
                start_ms: w.start_ms,
                end_ms: w.end_ms,
            })
            .collect(),
        ..ReviewIn::default()
    };
    review_answer(given, &Reviewer::default(), DAY).ok()
}

fn kept(id: &str, value: Drill) -> Kept<Drill> {
    Kept {
        id: id.to_owned(),
        version: 7,
        created_ms: 1_780_000_000_000,
        updated_ms: 1_780_000_000_000,
        origin: String::new(),
        value,
    }
}

/// What the use case would say of a drill.
pub(super) fn take(id: &str, drill: Drill, penalties: bool) -> Option<TakeReview> {
    let reviewed = reviewed(&drill)?;
    let answer = drill.answer()?;
    let (text, review) = (answer.text.as_str(), &reviewed.review);
    let readings: Vec<_> = drill.turns[1..]
        .iter()
        .map(|turn| read_reply(turn, &turn.text, text))
        .collect();
    let delivery = answer.delivery.as_ref().map(|delivery| {
        let rates = rates(delivery, review.measures.words, &answer.words);
        let remarks = Remarks {
            profile: Profile::of("en"),
            fluency: penalties,
        };
        DeliverySeen {
            remarks: remarks.on(delivery, &rates),
            unlike: if penalties {
                against(&baseline(), delivery, &rates)
            } else {
                Vec::new()
            },
            before_beats: pauses_before_beats(delivery, &answer.words, text, &review.sentences),
            rates,
        }
    });
    Some(TakeReview {
        then: drill.first_review.clone().map(|first| SaidThen {
            gone: first.findings.clone(),
            come: vec!["no-metric".to_owned()],
            first,
        }),
        sections: sections(review, &answer.words, text, answer.took_ms),
        drop: None,
        generalities: generalities(text),
        delivery,
        depth: breaking_depth(&drill.turns[1..], &readings),
        replies: (1..)
            .zip(readings)
            .map(|(turn, reading)| ReplySeen {
                turn,
                reading,
                rates: None,
            })
            .collect(),
        resumed: answer
            .interrupted_ms
            .map(|_| resumed(&text[..text.len() / 2], &text[text.len() / 2..])),
        gap: None,
        reviewed,
        drill: kept(id, drill),
    })
}

/// A usual delivery, over five takes that differ a little.
fn baseline() -> Baseline {
    let takes: Vec<_> = (0..5_u64)
        .map(|n| {
            let words = spoken("So I asked her for three days, and she gave me two. I used both of them.");
            let delivery = Delivery {
                duration_ms: 9_000 + n * 300,
                ..delivery(&words)
            };
            let rates = rates(&delivery, words.len(), &words);
            (delivery, rates)
        })
        .collect();
    Baseline::over(takes.iter().map(|(delivery, rates)| (delivery, rates)))
}

/// Takes in each of the states that their page knows.
pub(super) fn shown() -> Vec<(&'static str, Shown)> {
    let mut all = Vec::new();
    for (name, slug, is_spoken, penalties) in [
        ("take-spoken", "invoices", true, true),
        ("take-without-penalties", "pager", true, false),
        ("take-typed", "platform", false, true),
    ] {
        let Some(mut drill) = drill(slug, is_spoken) else {
            continue;
        };
        if !penalties {
            interrupt(&mut drill);
        }
        let peaks = drill
            .answer()
            .and_then(|a| Some(peaks(&a.words, a.delivery.as_ref()?.duration_ms)));
        let Some(mut take) = take("a2", drill, penalties) else {
            continue;
        };
        if !penalties {
            without_fluency(&mut take);
        }
        all.push((
            name,
            Shown {
                number: 3,
                story: "Four thousand invoices".to_owned(),
                others: vec![("a1".to_owned(), "take 2".to_owned())],
                peaks: peaks.unwrap_or_default(),
                baseline: if penalties { baseline() } else { Baseline::default() },
                penalties,
                take,
            },
        ));
    }
    all
}

/// Cut in on, reviewed before by other rules, and left before anything was asked.
fn interrupt(drill: &mut Drill) {
    drill.turns.truncate(1);
    drill.own_verdict = None;
    if let Some(answer) = drill.turns.first_mut() {
        answer.interrupted_ms = Some(62_000);
    }
    drill.first_review = reviewed(drill).map(|reviewed| FirstReview {
        engine: reviewed.review.engine,
        as_of: DAY,
        findings: vec!["royal-we".to_owned(), "a-rule-that-went".to_owned()],
        strengths: Vec::new(),
        verdict: Some(Verdict::Below),
    });
}

/// A row of the list of takes.
pub(crate) fn row(id: &str, seconds: f64, findings: [usize; 3], depth: u32, answered: usize) -> TakeRow {
    let mut drill = drill("invoices", true).unwrap_or_else(|| super::sample_drill::sample(DrillState::Done, 1));
    drill.first_review = reviewed(&drill).map(|reviewed| FirstReview {
        engine: reviewed.review.engine,
        as_of: DAY,
        findings: Vec::new(),
        strengths: Vec::new(),
        verdict: reviewed.review.overall.verdict,
    });
    TakeRow {
        verdict: drill.first_review.as_ref().and_then(|first| first.verdict),
        story_title: String::new(),
        seconds: Some(seconds),
        findings,
        answered,
        passed: 0,
        depth,
        broke: depth < answered as u32,
        has_sound: true,
        drill: kept(id, drill),
    }
}

/// A list of takes: three of one question, one of another that is still open.
pub(super) fn rows() -> Vec<TakeRow> {
    let mut open = row("a4", 96.0, [0; 3], 0, 0);
    open.drill.value.state = DrillState::Asking;
    open.drill.value.first_review = None;
    if let Some(answer) = open.drill.value.turns.first_mut() {
        "Tell me about a time you had to change course in the middle of something.".clone_into(&mut answer.asked);
    }
    let mut rows = vec![
        open,
        row("a3", 168.0, [2, 1, 0], 3, 3),
        row("a2", 214.0, [1, 3, 1], 1, 3),
        row("a1", 241.0, [3, 4, 2], 0, 2),
    ];
    for row in &mut rows[1..3] {
        "Four thousand invoices".clone_into(&mut row.story_title);
        row.drill.value.story = Some(StoryId("s1".to_owned()));
    }
    rows
}
