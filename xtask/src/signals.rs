//! Prints what the reviewer saw in each answer, one JSON line an answer: for fitting thresholds with other tools.

use anyhow::Result;
use glidepath_review::{Signal, Signals, evidence, look};
use glidepath_text::Transcript;
use serde_json::json;

use crate::measure::{self, By};

/// Prints, for each labelled answer, its labels, signal weights, measures and findings.
pub(crate) fn signals(files: &[&str]) -> Result<()> {
    for (labelled, review) in measure::read(files, By::Rules)? {
        let attempt = labelled.attempt();
        let transcript = Transcript::read(&attempt);
        let signals = Signals::lexical(&transcript);
        let weights: serde_json::Map<String, serde_json::Value> = Signal::ALL
            .iter()
            .map(|s| {
                (
                    s.slug().to_owned(),
                    json!(
                        signals
                            .hits(*s)
                            .iter()
                            .filter(|h| !h.negated)
                            .map(|h| h.weight)
                            .sum::<f64>()
                    ),
                )
            })
            .collect();
        let firsts: serde_json::Map<String, serde_json::Value> = Signal::ALL
            .iter()
            .filter_map(|s| {
                let hit = signals.hits(*s).iter().find(|h| !h.negated && h.weight > 0.9)?;
                Some((s.slug().to_owned(), json!(transcript.words_until(hit.span.start))))
            })
            .collect();
        let beats: Vec<_> = review
            .sentences
            .iter()
            .map(|s| json!([s.beat.slug(), s.span.of(&attempt.text), s.confidence]))
            .collect();
        let looks: Vec<_> = (0..transcript.sentences.len())
            .map(|s| {
                json!([
                    transcript.sentences[s].span.start,
                    transcript.sentences[s].span.end,
                    look::rows(&transcript, &signals, s)
                ])
            })
            .collect();
        let line = json!({
            "looks": looks, "marks": labelled.flaws.iter().chain(&labelled.strengths).map(|m| json!([m.rule, m.quote.as_ref().and_then(|q| labelled.text.find(q.as_str()))])).collect::<Vec<_>>(),
            "writer": labelled.writer(),
            "id": labelled.id, "overall": labelled.overall, "words": review.measures.words,
            "flaws": labelled.flaws.iter().map(|m| &m.rule).collect::<Vec<_>>(),
            "strengths": labelled.strengths.iter().map(|m| &m.rule).collect::<Vec<_>>(),
            "features": evidence(&attempt, None, None).features,
            "weights": weights, "firsts": firsts, "beats": beats,
            "acts": [review.acts.i, review.acts.we, review.acts.other, review.acts.passive],
            "figures": review.figures.iter().map(|f| json!([f.span.of(&attempt.text), f.role.slug(), f.kind.slug(), f.pair])).collect::<Vec<_>>(),
            "found": review.findings.iter().map(|f| json!([f.rule, f.severity.slug(), f.confidence])).collect::<Vec<_>>(),
            "praised": review.strengths.iter().map(|s| json!([s.rule, s.confidence])).collect::<Vec<_>>(),
        });
        println!("{line}");
    }
    Ok(())
}
