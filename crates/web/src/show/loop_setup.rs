//! Setting a loop up: the job description and what it was read to say, role, level, length and scope; under them the plan.

use glidepath_app::loops::{Inferred, JobRead, LoopWish};
use glidepath_domain::{Level, Principle, Role};
use maud::{Markup, html};

use super::say::{role_name, visible};

/// Minutes of a round to choose from: real ones, and scaled ones.
const MINUTES: [(u32, &str); 6] = [
    (45, "as on the day"),
    (60, "as on the day"),
    (30, "scaled"),
    (20, "scaled"),
    (15, "scaled"),
    (10, "scaled"),
];
/// Rounds to choose from.
const ROUNDS: [u32; 3] = [4, 5, 6];
/// Principles of a job description shown, those asked for most first.
const SHOWN: usize = 8;

/// The fields above the plan.
pub(crate) fn loop_setup(wish: &LoopWish, read: Option<&JobRead>) -> Markup {
    html! {
        section.setup-job aria-labelledby="job-title" {
            h2.label #job-title { "What for" }
            div.job-columns {
                div {
                    div.labelled {
                        label for="job" { "Job description" span.quiet { "optional; it stays on this machine" } }
                        label.file hidden { "Choose a text file" input type="file" accept=".txt,.md,text/plain" data-job-file; }
                    }
                    textarea #job name="job" rows="8" dir="auto" placeholder="Paste the advertisement: what one will do, and what one must bring." { "\n" (wish.job) }
                    div.row { button type="submit" name="do" value="read" { "Read it" } span.quiet { "takes role, level and principles from it; all of them can be changed" } }
                }
                @match read { Some(read) => (evidence(read)), None => {} }
            }
        }
        section.setup-who aria-labelledby="who-title" {
            h2.label #who-title { "Who and how long" }
            div.form-row {
                div.field { label for="role" { "Role" } select #role name="role" { option value="" { "any" } @for &role in Role::ALL { option value=(role) selected[wish.role == Some(role)] { (role_name(role)) } } } }
                div.field { label for="level" { "Level" } select #level name="level" { option value="" { "not said" } @for &level in Level::ALL { option value=(level) selected[wish.level == Some(level)] { (level) } } } }
                div.field { label for="rounds" { "Rounds" } select #rounds name="rounds" { @for rounds in ROUNDS { option value=(rounds) selected[wish.rounds == rounds] { (rounds) } } } }
                div.field { label for="minutes" { "Minutes a round" } select #minutes name="minutes" { @for (minutes, says) in MINUTES { option value=(minutes) selected[wish.minutes == minutes] { (minutes) ", " (says) } } } }
                div.field { label for="name" { "Name" span.quiet { "optional" } } input #name name="name" type="text" maxlength="120" dir="auto" value=(wish.name); }
            }
            details.scope-of open[!wish.scope.is_empty()] {
                summary { "Principles in scope: " @match wish.scope.len() { 0 => "those that the role and level are asked most", 16 => "all sixteen", count => { (count) " chosen" } } }
                fieldset.scope-choice {
                    legend.hidden { "Principles in scope" }
                    @for &principle in Principle::ALL { label { input type="checkbox" name="scope" value=(principle) checked[wish.scope.contains(&principle)]; (principle.name()) } }
                }
            }
        }
    }
}

/// What the text says, with the line that each rests on.
fn evidence(read: &JobRead) -> Markup {
    html! {
        section.job-read aria-labelledby="read-title" {
            h3.label #read-title { "What the text says" }
            dl {
                dt { "Role" } dd { (inferred(read.role.as_ref().map(|one| (role_name(one.value).to_owned(), one)))) }
                dt { "Level" } dd { (inferred(read.level.as_ref().map(|one| (one.value.to_string(), one)))) }
            }
            h3.label { "Asked for most" }
            ol.job-principles {
                @for one in read.principles.iter().take(SHOWN) {
                    li {
                        b { (one.principle.name()) }
                        @if !one.quote.is_empty() { q dir="auto" { (visible(&one.quote)) } }
                    }
                }
            }
        }
    }
}

fn inferred<T>(read: Option<(String, &Inferred<T>)>) -> Markup {
    html! {
        @match read {
            Some((said, one)) => { b { (said) } " " q dir="auto" { (visible(&one.quote)) } },
            None => span.quiet { "it does not say" },
        }
    }
}
