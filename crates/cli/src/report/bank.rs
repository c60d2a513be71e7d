//! The story bank as text for people: lists, stories, versions, plans. Shapes come from the app; nothing is decided here.

use std::path::Path;

use glidepath_app::wire::{
    ArrivingOut, CountsOut, DECLINED_SCHEMA, DeclinedOut, DifferenceOut, DriftsOut, ExportOut, FactOut, FactsOut,
    HistoryOut, ImportOut, QuestionOut, ReadinessOut, RemovedOut, StoriesOut, StoryOut, StoryRowOut,
};

use serde::Serialize;

use crate::clock;
use crate::paint::{Ink, Paint};
use crate::wrap::{self, WIDTH, clean, fill};

/// One shape of the app as a line of JSON.
pub(crate) fn json(shape: &impl Serialize) -> String {
    // The shapes hold nothing that JSON cannot.
    format!("{}\n", serde_json::to_string(shape).unwrap_or_default())
}

/// What is said where a person was asked and declined: `said` in words.
pub(crate) fn declined(what: &str, said: &str, as_json: bool) -> String {
    if as_json {
        json(&DeclinedOut {
            schema: DECLINED_SCHEMA,
            declined: what.to_owned(),
        })
    } else {
        format!("{said}\n")
    }
}

/// A number of things, in words.
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn stories_(n: usize) -> String {
    count(n, "story", "stories")
}

/// The shortest beginnings that tell the ids apart, eight characters at least.
fn short(ids: &[&str]) -> Vec<String> {
    let mut sorted: Vec<&str> = ids.to_vec();
    sorted.sort_unstable();
    let alike = |a: &str, b: &str| a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let shortest = |id: &str| {
        let at = sorted.binary_search(&id).unwrap_or(0);
        let before = at.checked_sub(1).map_or(0, |before| alike(id, sorted[before]));
        let after = sorted.get(at + 1).map_or(0, |after| alike(id, after));
        id.chars().take((before.max(after) + 1).max(8)).collect::<String>()
    };
    ids.iter().map(|id| clean(&shortest(id))).collect()
}

/// The list of stories.
pub(crate) fn stories(list: &StoriesOut, paint: Paint) -> String {
    if list.all == 0 {
        return "There is no story yet. Three ways to begin:\n  \
                glidepath story add FILE      a story you have written down\n  \
                glidepath import FOLDER       your notes, a CV, a table\n  \
                glidepath story sample --add  an invented engineer's stories, to look around\n"
            .to_owned();
    }
    let ids: Vec<&str> = list.stories.iter().map(|row| row.id.as_str()).collect();
    let shown = list.stories.iter().zip(short(&ids));
    let mut out: String = shown.map(|(row, id)| story_row(row, &id, paint)).collect();
    let samples = match list.samples {
        0 => String::new(),
        n => format!("; {n} of all are samples"),
    };
    let total = if list.stories.len() == list.all {
        format!("{}{samples}", stories_(list.all))
    } else {
        format!("{} of {}{samples}", list.stories.len(), list.all)
    };
    out.push_str(&format!("{}\n", paint.ink(Ink::Quiet, &total)));
    out
}

fn story_row(row: &StoryRowOut, id: &str, paint: Paint) -> String {
    let parts = [
        row.principles.join(", "),
        row.outcome.unwrap_or_default().to_owned(),
        row.when.clone().unwrap_or_default(),
        clean(&row.employer),
        if row.told > 0 {
            format!("told {} times", row.told)
        } else {
            String::new()
        },
    ];
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    let about = if parts.is_empty() {
        String::new()
    } else {
        format!("{}\n", paint.ink(Ink::Quiet, &fill(&parts.join(" · "), WIDTH, "  ")))
    };
    let ready = if row.ready {
        paint.ink(Ink::Good, "  ready")
    } else {
        paint.ink(Ink::Quiet, &format!("  missing: {}", row.missing.join(", ")))
    };
    let title = wrap::cut(&row.title, WIDTH - id.len() - 2);
    format!(
        "{}  {}\n{about}{ready}\n\n",
        paint.ink(Ink::Path, id),
        paint.ink(Ink::Strong, &title)
    )
}

/// The stories that were removed.
pub(crate) fn removed(list: &RemovedOut, paint: Paint) -> String {
    if list.stories.is_empty() {
        return "No story is removed.\n".to_owned();
    }
    let ids: Vec<&str> = list.stories.iter().map(|row| row.id.as_str()).collect();
    let shown = list.stories.iter().zip(short(&ids)).map(|(row, id)| {
        let title = wrap::cut(&row.title, WIDTH - id.len() - 2);
        let when = format!("  removed on {}", clock::said(row.removed_ms));
        let (id, title) = (paint.ink(Ink::Path, &id), paint.ink(Ink::Strong, &title));
        format!("{id}  {title}\n{}\n\n", paint.ink(Ink::Quiet, &when))
    });
    let hint = "To bring one back: glidepath story restore ID";
    format!("{}{}\n", shown.collect::<String>(), paint.ink(Ink::Quiet, hint))
}

/// A line of a story's particulars, if there is anything to say.
fn line(out: &mut String, paint: Paint, name: &str, said: &str) {
    if !said.trim().is_empty() {
        let said = fill(said, WIDTH, "                 ");
        out.push_str(&format!(
            "{}{}\n",
            paint.ink(Ink::Quiet, &format!("{name:<17}")),
            said.trim_start()
        ));
    }
}

/// Prose with its paragraphs.
fn prose(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(|paragraph| {
        let lines = paragraph.lines().map(|line| fill(line, WIDTH, "  "));
        lines.collect::<Vec<_>>().join("\n")
    });
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

/// One story, whole.
pub(crate) fn story(story: &StoryOut, paint: Paint) -> String {
    let mut out = format!("{}\n", paint.ink(Ink::Strong, &clean(&story.title)));
    let about = format!(
        "{} · version {} · {}",
        story.id,
        story.version,
        clock::said(story.updated_ms)
    );
    out.push_str(&format!("{}\n\n", paint.ink(Ink::Quiet, &clean(&about))));
    for passage in &story.beats {
        let silent = passage
            .principle
            .map(|principle| format!(" ({principle})"))
            .unwrap_or_default();
        out.push_str(&format!(
            "{}{}\n",
            paint.ink(Ink::Path, passage.beat),
            paint.ink(Ink::Quiet, &silent)
        ));
        out.push_str(&format!("{}\n\n", prose(&passage.text)));
    }
    let mut say = |name: &str, said: &str| line(&mut out, paint, name, said);
    say("principles", &story.principles.join(", "));
    say("outcome", story.outcome.unwrap_or_default());
    say("when", story.when.as_deref().unwrap_or_default());
    say("employer", &story.employer);
    say("role", &story.role);
    say("team", &story.team_size.map(|n| n.to_string()).unwrap_or_default());
    say("scope", story.scope.unwrap_or_default());
    say("level", story.level.unwrap_or_default());
    say("function", &story.function);
    say("tags", &story.tags.join(", "));
    say("constraints", &story.constraints.join("; "));
    say("conflict with", &story.conflict.with);
    say("conflict over", &story.conflict.over);
    say("conflict lasted", &story.conflict.lasted);
    say("decision owner", &story.decision_owner);
    say("customer", &story.customer);
    say("cost", &story.cost);
    say("doubt", &story.doubt);
    say("choice", &story.choice);
    say("hardest moment", &story.hardest);
    for fact in &story.facts {
        say("fact", &fact_said(fact));
    }
    for (name, said) in [
        ("data", &story.appendix.data),
        ("technical", &story.appendix.technical),
        ("alternatives", &story.appendix.alternatives),
        ("people", &story.appendix.people),
        ("timeline", &story.appendix.timeline),
        ("confidential", &story.confidential),
    ] {
        say(name, said);
    }
    format!("{}\n", out.trim_end())
}

fn fact_said(fact: &FactOut) -> String {
    let mut said = format!("{}: {}", fact.what, fact.value);
    if !fact.baseline.is_empty() {
        said.push_str(&format!(", before {}", fact.baseline));
    }
    let basis = if fact.basis.is_empty() { "" } else { ": " };
    format!("{said} ({}{basis}{})", fact.sureness, fact.basis)
}

/// The versions of a story.
pub(crate) fn history(history: &HistoryOut, paint: Paint) -> String {
    let lines = history.versions.iter().map(|version| {
        let act = match version.act {
            "put" => String::new(),
            act => format!("  {act}"),
        };
        format!(
            "{}  {}  {}  {}{}\n",
            paint.ink(Ink::Path, &format!("{:>4}", version.version)),
            paint.ink(Ink::Quiet, &clock::said(version.at_ms)),
            wrap::cut(&version.title, 40),
            paint.ink(Ink::Quiet, &count(version.words, "word", "words")),
            act
        )
    });
    lines.collect()
}

/// What two versions have apart: `[-gone-]` and `{+new+}`, as other programs write it.
pub(crate) fn difference(difference: &DifferenceOut, paint: Paint) -> String {
    if difference.changes.is_empty() {
        return format!("Versions {} and {} are the same.\n", difference.older, difference.newer);
    }
    let changes = difference.changes.iter().map(|change| {
        let words = change.runs.iter().map(|run| {
            let text: String = run
                .text
                .chars()
                .map(|c| if c == '\n' { c } else { wrap::safe(c) })
                .collect();
            match run.fate {
                "gone" => paint.ink(Ink::Costly, &format!("[-{text}-]")),
                "new" => paint.ink(Ink::Good, &format!("{{+{text}+}}")),
                _ => text,
            }
        });
        let words = words.collect::<String>();
        let lines = words.lines().map(|line| format!("  {line}")).collect::<Vec<_>>();
        let silent = if change.principle {
            " (its silent principle changed)"
        } else {
            ""
        };
        format!("{}{silent}\n{}\n", paint.ink(Ink::Path, change.place), lines.join("\n"))
    });
    changes.collect::<Vec<_>>().join("\n")
}

/// How ready a story is.
pub(crate) fn readiness(title: &str, readiness: &ReadinessOut, paint: Paint) -> String {
    let state = if readiness.ready {
        paint.ink(Ink::Good, "ready")
    } else {
        let missing = readiness.parts.iter().filter(|part| !part.met).count();
        paint.ink(Ink::Watch, &format!("{} missing", count(missing, "part", "parts")))
    };
    let mut out = format!("{}  {state}\n", paint.ink(Ink::Strong, &clean(title)));
    for part in &readiness.parts {
        let sign = if part.met {
            paint.ink(Ink::Good, "has    ")
        } else {
            paint.ink(Ink::Watch, "lacks  ")
        };
        let why = fill(&part.why, WIDTH, "                     ");
        out.push_str(&format!("  {sign}{:<12}{}\n", part.part, why.trim_start()));
        if let Some(quote) = &part.quote {
            let quote = fill(&format!("\"{quote}\""), WIDTH, "                     ");
            out.push_str(&format!("{}\n", paint.ink(Ink::Quiet, &quote)));
        }
    }
    out
}

/// The ledger of a story.
pub(crate) fn facts(facts: &FactsOut, paint: Paint) -> String {
    let mut out = String::new();
    if facts.facts.is_empty() {
        out.push_str("The ledger is empty.\n");
    }
    for fact in &facts.facts {
        out.push_str(&format!("{}\n", fill(&fact_said(fact), WIDTH, "  ").trim_start()));
    }
    if !facts.proposed.is_empty() {
        let head = "Told, and not in the ledger (--accept NUMBER or --accept all takes them in):";
        out.push_str(&format!("\n{}\n", paint.ink(Ink::Quiet, head)));
    }
    for (at, fact) in facts.proposed.iter().enumerate() {
        let said = format!("{} [{}]", fact_said(fact), fact.kind);
        let said = fill(&said, WIDTH, "      ");
        out.push_str(&format!(
            "{}  {}\n",
            paint.ink(Ink::Path, &format!("{:>4}", at + 1)),
            said.trim_start()
        ));
    }
    out
}

/// Where the same thing is told with different values.
pub(crate) fn drifts(drifts: &DriftsOut, paint: Paint) -> String {
    if drifts.drifts.is_empty() {
        let texts = count(drifts.statements, "text", "texts");
        return format!("Nothing drifts: {texts} held against each other.\n");
    }
    let shown = drifts.drifts.iter().map(|drift| {
        let side = |side: &glidepath_app::wire::SideOut| {
            let said = fill(&format!("\"{}\"", side.sentence), WIDTH, "    ");
            format!(
                "  {}  {}\n{said}\n",
                paint.ink(Ink::Watch, &clean(&side.value)),
                paint.ink(Ink::Quiet, &clean(&side.named))
            )
        };
        format!(
            "{}\n{}\n{}{}",
            paint.ink(Ink::Strong, &clean(&drift.what)),
            fill(&drift.how, WIDTH, "  "),
            side(&drift.a),
            side(&drift.b)
        )
    });
    shown.collect::<Vec<_>>().join("\n")
}

/// A list of questions.
pub(crate) fn questions(list: &[QuestionOut], paint: Paint) -> String {
    let mut out: String = list
        .iter()
        .map(|question| {
            let own = if question.own { "yours · " } else { "" };
            let about = [
                question.principles.join(", "),
                question.bucket.to_owned(),
                question.difficulty.to_owned(),
            ];
            let about: Vec<&str> = about
                .iter()
                .map(String::as_str)
                .filter(|part| !part.is_empty())
                .collect();
            format!(
                "{}\n{}\n",
                fill(&question.text, WIDTH, ""),
                paint.ink(
                    Ink::Quiet,
                    &fill(&format!("{} · {own}{}", question.id, about.join(" · ")), WIDTH, "  ")
                )
            )
        })
        .collect();
    out.push_str(&format!(
        "\n{}\n",
        paint.ink(Ink::Quiet, &count(list.len(), "question", "questions"))
    ));
    out
}

/// One question, with what an interviewer knows about it.
pub(crate) fn question(question: &QuestionOut, paint: Paint) -> String {
    let mut out = format!("{}\n", paint.ink(Ink::Strong, &fill(&question.text, WIDTH, "")));
    out.push_str(&format!("{}\n\n", paint.ink(Ink::Quiet, &question.id)));
    let mut say = |name: &str, said: &str| line(&mut out, paint, name, said);
    say("principles", &question.principles.join(", "));
    say("bucket", question.bucket);
    say("asks for", question.form);
    say("asked of", &question.roles.join(", "));
    say("levels", &question.levels.join(", "));
    say("difficulty", question.difficulty);
    say("how common", question.commonness);
    say("wording", if question.tricky { "leads astray" } else { "" });
    for part in &question.parts {
        say("must hold", part);
    }
    say("a good answer", &question.good);
    for (at, step) in question.ladder.iter().enumerate() {
        say(&format!("then {}", at + 1), step);
    }
    out
}

/// What an import would do, or did.
pub(crate) fn import(plan: &ImportOut, paint: Paint) -> String {
    let mut out = String::new();
    for story in &plan.stories {
        out.push_str(&arriving(story, plan.done, paint));
    }
    for (counts, one, many) in [
        (plan.questions, "question", "questions"),
        (plan.listed, "listed question", "listed questions"),
        (plan.sources, "text to dig in", "texts to dig in"),
    ] {
        out.push_str(&counted(counts, one, many));
    }
    for remark in &plan.passed_over {
        let said = format!("{}: {} {} {}", remark.place, remark.what, remark.why, remark.fix);
        let said = fill(&said, WIDTH, "        ");
        out.push_str(&format!("{}{}\n", paint.ink(Ink::Watch, "passed  "), said.trim_start()));
    }
    let left = plan
        .stories
        .iter()
        .any(|story| (story.meets == "changed" || story.meets == "conflict") && story.take == "mine");
    if left {
        let hint =
            "Where the file and the bank differ, the bank stays as it is: --take theirs or --take both changes that.";
        out.push_str(&format!("{}\n", paint.ink(Ink::Quiet, &fill(hint, WIDTH, ""))));
    }
    let end = match (plan.done, plan.added.len() + plan.updated.len()) {
        (false, _) => "Nothing was done: this is the plan.".to_owned(),
        (true, _) => format!("{} added, {} changed.", stories_(plan.added.len()), plan.updated.len()),
    };
    format!("{out}{end}\n")
}

fn arriving(story: &ArrivingOut, done: bool, paint: Paint) -> String {
    let (ink, what) = match (story.meets, story.take, done) {
        ("new", "mine", _) => (Ink::Quiet, "left out"),
        ("new", ..) => (Ink::Good, "new"),
        ("same", ..) => (Ink::Quiet, "same"),
        ("behind", ..) => (Ink::Quiet, "older"),
        (_, "theirs", _) => (Ink::Watch, "replaces"),
        (_, "both", _) => (Ink::Good, "beside"),
        ("changed", ..) => (Ink::Watch, "differs"),
        _ => (Ink::Watch, "conflict"),
    };
    let differs: Vec<&str> = story.differs.iter().map(|differs| differs.part).collect();
    let why = match (differs.is_empty(), &story.why) {
        (true, None) => String::new(),
        (true, Some(why)) => why.clone(),
        (false, None) => format!("differs in {}", differs.join(", ")),
        (false, Some(why)) => format!("differs in {}; {why}", differs.join(", ")),
    };
    let title = wrap::cut(&story.title, WIDTH - 10);
    let mut out = format!("{}{title}\n", paint.ink(ink, &format!("{what:<10}")));
    if !why.is_empty() {
        out.push_str(&format!(
            "{}\n",
            paint.ink(Ink::Quiet, &fill(&why, WIDTH, "          "))
        ));
    }
    out
}

fn counted(counts: CountsOut, one: &str, many: &str) -> String {
    let said = [
        (counts.new, "new"),
        (counts.same, "the same"),
        (counts.changed, "different"),
    ];
    let said: Vec<String> = said
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{n} {what}"))
        .collect();
    match counts.new + counts.same + counts.changed {
        0 => String::new(),
        all => format!("{}: {}\n", count(all, one, many), said.join(", ")),
    }
}

/// What was handed out.
pub(crate) fn export(out: &ExportOut, to: &Path) -> String {
    let questions = match out.questions {
        0 => String::new(),
        n => format!(" and {}", count(n, "question", "questions")),
    };
    let files = match out.files.len() {
        1 => String::new(),
        n => format!(", {n} files"),
    };
    format!(
        "{}{questions} went to {}{files}.\n",
        stories_(out.stories),
        clean(&to.display().to_string())
    )
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn ids_are_as_short_as_tells_them_apart() {
        assert_eq!(short(&["0199-aaaa-1", "0199-aaaa-2"]), ["0199-aaaa-1", "0199-aaaa-2"]);
        assert_eq!(short(&["0199aaaa-zz", "0200bbbb-zz"]), ["0199aaaa", "0200bbbb"]);
        assert_eq!(short(&["s1"]), ["s1"]);
    }
}
