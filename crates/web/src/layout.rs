//! The shell of every page: head, skip link, navigation, main, footer.

use maud::{DOCTYPE, Markup, html};

use crate::{asset, page};

/// Where nothing of the story bank is shown, so that its styles need not be fetched: these pages come first and should come at once.
const WITHOUT_BANK: [&str; 4] = ["/review", "/compare", "/rules", "/principles"];

/// A page. `here` is the path of the navigation entry it belongs to, or empty.
pub(crate) fn page(title: &str, here: &str, main: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Glidepath" }
                link rel="icon" href=(asset::address("icon.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(asset::address("glidepath.css"));
                @if !WITHOUT_BANK.contains(&here) {
                    link rel="stylesheet" href=(asset::address("stories.css"));
                    link rel="stylesheet" href=(asset::address("bank.css"));
                }
                script type="module" src=(asset::address("glidepath.js")) {}
            }
            body {
                a.skip href="#main" { "Skip to the page" }
                header.top {
                    a.brand href="/" { (sign()) "Glidepath" }
                    nav aria-label="Main" { (entries(here, false)) (entries(here, true)) }
                }
                main #main tabindex="-1" { (main) }
                footer.foot {
                    p { "For practice, never for use in an interview. Your words stay on this machine." }
                    button.plain-button type="button" hidden data-open="keys" { "Keyboard " kbd { "?" } }
                }
                p.working #status role="status" {}
                (keys())
            }
        }
    }
}

/// What one does, or what one looks up.
fn entries(here: &str, reference: bool) -> Markup {
    html! {
        ul class=[reference.then_some("reference")] {
            @for page in page::ALL {
                @if let Some(name) = page.nav.name() {
                    @if matches!(page.nav, page::Nav::Reference(_)) == reference {
                        li { a href=(page.path) aria-current=[(page.path == here).then_some("page")] { (name) } }
                    }
                }
            }
        }
    }
}

/// What the keys do. Single letters work outside of fields only, and can be turned off.
const KEYS: [(&[&str], &str); 10] = [
    (&["?"], "this map"),
    (&["j"], "next note"),
    (&["k"], "note before"),
    (&["e"], "to the text, and edit"),
    (&["a"], "allow the note you are on"),
    (&["Alt", "↓"], "from the text: next note"),
    (&["Alt", "↑"], "from the text: note before"),
    (&["↓"], "on a note, number or pin: the next; ↑ the one before"),
    (&["Enter"], "on a note: open it or close it"),
    (&["Ctrl", "Enter"], "in the text: review it now"),
];

/// The keyboard map, which scripts open.
fn keys() -> Markup {
    html! {
        dialog #keys aria-labelledby="keys-title" {
            h2 #keys-title { "Keyboard" }
            dl.keymap {
                @for (keys, what) in KEYS {
                    dt { @for key in keys { kbd { (key) } " " } }
                    dd { (what) }
                }
            }
            label.choice { input #letters type="checkbox" checked; "Single letters work outside of text fields" }
            form method="dialog" { button.go { "Close" } }
        }
    }
}

/// The sign: a path that comes down to a runway.
pub(crate) fn sign() -> Markup {
    html! {
        svg.sign width="26" height="18" viewBox="0 0 26 18" aria-hidden="true" {
            path.path d="M1 2 L25 16" {}
            path.ground d="M1 16 H25" {}
            circle.craft cx="13" cy="9" r="2.6" {}
        }
    }
}
