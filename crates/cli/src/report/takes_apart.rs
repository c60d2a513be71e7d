//! Two takes held against each other, as text for people: what the later one fixed, introduced, kept, lost and changed.

use glidepath_app::practice::TakesApart;
use glidepath_domain::Severity;
use glidepath_practice::Change;

use super::practice::asked;
use crate::paint::{Ink, Paint};
use crate::wrap::{WIDTH, clean, cut, fill};

/// Two takes, and what the later one made of the earlier.
pub(crate) fn text(apart: &TakesApart, paint: Paint) -> String {
    let diff = &apart.diff;
    let mut out = format!(
        "{}\n{}\n",
        paint.ink(Ink::Strong, &fill(&asked(&apart.later), WIDTH, "")),
        paint.ink(Ink::Quiet, &format!("  {} and {}", apart.earlier.id, apart.later.id))
    );
    let lists: [(&str, &str, &[Change]); 3] = [
        ("Fixed", "the later take no longer has it", &diff.fixed),
        ("Introduced", "new in the later take", &diff.introduced),
        ("Kept", "in both", &diff.kept),
    ];
    for (name, about, changes) in lists {
        out.push_str(&part(name, changes.len(), about, paint));
        for change in changes {
            let rule = paint.ink(ink(change.severity), &format!("{:<24}", change.rule));
            out.push_str(&format!("  {rule} {}\n", clean(&change.title)));
            for (when, quote) in [("before", &change.before), ("after", &change.after)] {
                if !quote.is_empty() {
                    out.push_str(&format!(
                        "    {}\n",
                        paint.ink(Ink::Quiet, &format!("{when:<6} “{}”", cut(quote, WIDTH - 16)))
                    ));
                }
            }
        }
    }
    if !diff.facts_lost.is_empty() {
        out.push_str(&part(
            "Facts lost",
            diff.facts_lost.len(),
            "said before, and not now",
            paint,
        ));
        for fact in &diff.facts_lost {
            out.push_str(&format!("  “{}”\n", cut(&fact.quote, WIDTH - 4)));
        }
    }
    if !diff.figures_drifted.is_empty() {
        out.push_str(&part(
            "Figures drifted",
            diff.figures_drifted.len(),
            "the same thing, another value",
            paint,
        ));
        for drift in &diff.figures_drifted {
            out.push_str(&format!(
                "  “{}” is now “{}”\n",
                cut(&drift.before, 30),
                cut(&drift.after, 30)
            ));
        }
    }
    if let Some(seconds) = diff.seconds {
        let about = if diff.seconds_estimated { "about " } else { "" };
        let way = if seconds < 0.0 { "shorter" } else { "longer" };
        out.push_str(&format!("\n{about}{:.0} seconds {way}\n", seconds.abs()));
    }
    if diff.is_by_heart() {
        let same = diff.same_words.unwrap_or_default() * 100.0;
        let said = format!("{same:.0}% of it is word for word the same, which sounds learned by heart. Vary it:");
        out.push_str(&format!("\n{}\n", paint.ink(Ink::Watch, &fill(&said, WIDTH, ""))));
        for how in &diff.vary {
            out.push_str(&format!("{}\n", fill(how, WIDTH, "  ")));
        }
    }
    out
}

fn part(name: &str, n: usize, about: &str, paint: Paint) -> String {
    format!(
        "\n{}  {}\n",
        paint.ink(Ink::Strong, &format!("{name} {n}")),
        paint.ink(Ink::Quiet, about)
    )
}

const fn ink(severity: Severity) -> Ink {
    match severity {
        Severity::Costly => Ink::Costly,
        Severity::Watch => Ink::Watch,
        Severity::Hint => Ink::Hint,
    }
}
