//! Takes over time, as text for people: each take, principles, findings, own verdicts, nudges on trial, depths.

use glidepath_app::practice::Progress;
use glidepath_domain::Verdict;

use super::flight::clock;
use super::text::heading;
use crate::clock as calendar;
use crate::paint::Paint;
use crate::wrap::{WIDTH, fill};

/// Takes over time.
pub(crate) fn text(progress: &Progress, paint: Paint) -> String {
    if progress.takes.is_empty() {
        return "No drill has ended yet. Tell one:\n  glidepath practice\n".to_owned();
    }
    let mut out = heading("takes, the latest last", paint);
    for take in &progress.takes {
        let [hint, watch, costly] = take.findings;
        let mark = |verdict: Option<Verdict>| verdict.map_or("-", Verdict::slug);
        let took = take.seconds.map(clock).unwrap_or_default();
        out.push_str(&format!(
            "  {}  {took:>5}  {costly:>2} costly {watch:>2} watch {hint:>2} hint  you {:<6} review {}\n",
            calendar::said(take.at_ms),
            mark(take.own),
            mark(take.verdict)
        ));
    }
    out.push_str(&format!("\n{}", heading("principles, the weakest first", paint)));
    for one in &progress.principles {
        let marks: Vec<&str> = one.marks.iter().map(|(_, verdict)| verdict.slug()).collect();
        let said = format!("{}: {} ({})", one.principle.name(), marks.join(", "), one.trend.words());
        out.push_str(&format!("{}\n", fill(&said, WIDTH, "  ")));
    }
    out.push_str(&format!("\n{}", heading("findings, the most frequent first", paint)));
    for one in &progress.findings {
        let met: String = one.met.iter().map(|(_, met)| if *met { '●' } else { '·' }).collect();
        out.push_str(&format!("  {:<28} {met:<8}  {}\n", one.rule, one.trend.words()));
    }
    out.push_str(&format!("\n{}", heading("your verdicts and nudges", paint)));
    out.push_str(&format!(
        "{}\n{}\n",
        fill(&progress.gap.words, WIDTH, "  "),
        fill(&progress.trial.words(), WIDTH, "  ")
    ));
    let depths: Vec<String> = progress
        .depths
        .iter()
        .map(|depth| {
            let held = if depth.last_held { " and held" } else { "" };
            format!(
                "{}: {} at best, {} in the middle, {} last{held}",
                depth.principle.name(),
                depth.best,
                depth.median,
                depth.last
            )
        })
        .collect();
    if !depths.is_empty() {
        out.push_str(&format!("\n{}", heading("how many follow-ups held", paint)));
        for line in depths {
            out.push_str(&format!("{}\n", fill(&line, WIDTH, "  ")));
        }
    }
    out
}
