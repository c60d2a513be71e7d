//! How a loop's result spreads over sampled panels: how many of them had so many in favour, as bars; what they decided, as one bar;
//! and why it is shown.

use glidepath_app::hand_out_debrief::words::PANELS_DIFFER;
use glidepath_domain::{Inclination, Spread};
use maud::{Markup, html};

use super::debrief_quote::Packet;
use super::say::counted;

/// The frame, in its own units.
const WIDTH: f64 = 440.0;
const TOP: f64 = 26.0;
const FLOOR: f64 = 128.0;
const BASE: f64 = 176.0;
/// Share of a place that its bar takes.
const BAR: f64 = 0.62;
/// A share of the bar too small to write its number in.
const NARROW: f64 = 0.07;
/// Panels left out at either end of the band: it holds eight in ten. Set by hand.
const OUTSIDE: f64 = 0.1;

/// The sheet beside the decision.
pub(crate) fn panel_spread(packet: &Packet<'_>) -> Markup {
    let (spread, seats) = (&packet.debrief.spread, &packet.debrief.seats);
    let here = seats
        .iter()
        .filter(|seat| seat.after.inclination == Inclination::Inclined)
        .count();
    html! {
        section.sheet.spread aria-labelledby="spread" {
            h2.label #spread { @if spread.panels == 0 { "Other panels" } @else { "How " (spread.panels) " panels would decide" } }
            @if spread.panels == 0 || spread.inclined.is_empty() {
                p.quiet { "Too little was heard to ask other panels." }
            } @else {
                (histogram(spread, here))
                (outcome(spread))
            }
            p.why-panels { (PANELS_DIFFER) }
        }
    }
}

/// The fewest and the most in favour within the middle eight of ten panels.
pub(crate) fn band(inclined: &[u32]) -> Option<(usize, usize)> {
    let all: u32 = inclined.iter().sum();
    let reached = |share: f64| {
        let mut sum = 0.0;
        inclined.iter().position(|count| {
            sum += f64::from(*count);
            sum > f64::from(all) * share
        })
    };
    let low = reached(OUTSIDE)?;
    Some((low, reached(1.0 - OUTSIDE - f64::EPSILON).unwrap_or(low).max(low)))
}

/// How many panels had so many in favour, with the band and the room that was.
fn histogram(spread: &Spread, here: usize) -> Markup {
    let places = spread.inclined.len();
    let step = WIDTH / places as f64;
    let most = spread.inclined.iter().copied().max().unwrap_or(1).max(1);
    let middle = |place: usize| round(step * (place as f64 + 0.5));
    let said: Vec<String> = spread
        .inclined
        .iter()
        .enumerate()
        .map(|(votes, panels)| format!("{votes} in favour in {}", counted(*panels as usize, "panel", "panels")))
        .collect();
    html! {
        svg.histogram viewBox=(format!("0 0 {WIDTH} {BASE}")) role="img" aria-label=(format!("{}. In this room: {here}.", said.join(", "))) {
            path.floor d=(format!("M0 {FLOOR}H{WIDTH}")) {}
            @for (place, panels) in spread.inclined.iter().enumerate() {
                @let height = (FLOOR - TOP) * f64::from(*panels) / f64::from(most);
                @if *panels > 0 {
                    rect.bar.here[place == here] x=(round(step * (place as f64 + 0.5 - BAR / 2.0))) y=(round(FLOOR - height)) width=(round(step * BAR)) height=(round(height)) {}
                    text.count x=(middle(place)) y=(round(FLOOR - height - 6.0)) text-anchor="middle" { (panels) }
                }
                text.votes.here[place == here] x=(middle(place)) y=(FLOOR + 17.0) text-anchor="middle" { (place) }
            }
            @if let Some((low, high)) = band(&spread.inclined) {
                @let (from, to) = (round(middle(low) - step * BAR / 2.0), round(middle(high) + step * BAR / 2.0));
                path.band d=(format!("M{from} {}V{}H{to}V{}", FLOOR + 24.0, FLOOR + 29.0, FLOOR + 24.0)) {}
                text.band-says x=(round(f64::midpoint(from, to).clamp(70.0, WIDTH - 70.0))) y=(FLOOR + 44.0) text-anchor="middle" { "eight panels in ten" }
            }
        }
        p.axis-says { span { "Interviewers in favour, of " (places.saturating_sub(1)) } span.this-room { "this room: " (here) } }
    }
}

/// What they decided.
fn outcome(spread: &Spread) -> Markup {
    let share = |count: u32| f64::from(count) / f64::from(spread.panels.max(1));
    let parts = [
        ("no hire", spread.no_hire, "pb"),
        ("not judged", spread.not_judged, "pn"),
        ("hire", spread.hire, "pr"),
    ];
    let mut at = 0.0;
    let placed: Vec<(f64, f64, u32, &str)> = parts
        .iter()
        .map(|(_, count, class)| {
            let start = at;
            at += share(*count);
            (start, share(*count), *count, *class)
        })
        .collect();
    let said: Vec<String> = parts.iter().map(|(name, count, _)| format!("{name} {count}")).collect();
    html! {
        svg.split width="100%" height="26" role="img" aria-label=(format!("Of {} panels: {}.", spread.panels, said.join(", "))) {
            @for (start, share, count, class) in placed {
                rect class=(class) x=(format!("{:.2}%", start * 100.0)) width=(format!("{:.2}%", share * 100.0)) height="26" {}
                @if share >= NARROW { text class=(class) x=(format!("{:.2}%", (start + share / 2.0) * 100.0)) y="17.5" text-anchor="middle" { (count) } }
            }
        }
        div.thirds.label aria-hidden="true" { @for (name, count, _) in parts { @if count > 0 { span { (name) @if share(count) < NARROW { " " (count) } } } } }
    }
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use glidepath_domain::Spread;

    use super::{band, histogram, outcome};

    #[test]
    fn the_band_holds_eight_panels_in_ten() {
        assert_eq!(band(&[0, 10, 80, 100, 10, 0]), Some((2, 3)));
        assert_eq!(band(&[200, 0, 0]), Some((0, 0)));
        assert_eq!(band(&[30, 50, 40, 40, 40]), Some((0, 4)));
        assert_eq!(band(&[]), None);
        assert_eq!(band(&[0, 0]), None);
    }

    #[test]
    fn no_number_is_lost_and_none_is_made_up() {
        let spread = Spread {
            panels: 200,
            hire: 60,
            no_hire: 136,
            not_judged: 4,
            inclined: vec![3, 40, 97, 44, 16, 0],
        };
        let html = histogram(&spread, 2).0;
        for count in ["3", "40", "97", "44", "16"] {
            assert!(html.contains(&format!(">{count}</text>")), "{html}");
        }
        assert_eq!(html.matches("<rect").count(), 5, "no bar for none");
        let html = outcome(&spread).0;
        assert!(
            html.contains(">136</text>") && html.contains("not judged 4</span>"),
            "{html}"
        );
    }
}
