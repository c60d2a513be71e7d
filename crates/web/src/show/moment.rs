//! A moment in words. The server does not ask in which time zone its reader is, so it says UTC; scripts put the reader's
//! own time in its place.

use jiff::Timestamp;
use maud::{Markup, html};

/// A moment, in UTC milliseconds.
pub(crate) fn moment(at_ms: i64) -> Markup {
    let at = Timestamp::from_millisecond(at_ms).unwrap_or_default();
    html! {
        time.moment datetime=(at.strftime("%Y-%m-%dT%H:%M:%SZ")) { "on " (at.strftime("%-d %B %Y")) " at " span.num { (at.strftime("%H:%M")) } " UTC" }
    }
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn a_moment_is_said_and_can_be_read_by_scripts() {
        let html = moment(1_709_251_199_000).0;
        assert!(html.contains("datetime=\"2024-02-29T23:59:59Z\""), "{html}");
        assert!(html.contains("29 February 2024") && html.contains("23:59"), "{html}");
    }
}
