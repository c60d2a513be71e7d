//! The shell of every page: head, skip link, navigation, main, footer.

use maud::{DOCTYPE, Markup, html};

use crate::{asset, page};

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
                script type="module" src=(asset::address("glidepath.js")) {}
            }
            body {
                a.skip href="#main" { "Skip to the page" }
                header.top {
                    a.brand href="/" { (sign()) "Glidepath" }
                    nav aria-label="Main" {
                        @for page in page::ALL {
                            @if let Some(name) = page.nav {
                                a href=(page.path) aria-current=[(page.path == here).then_some("page")] { (name) }
                            }
                        }
                    }
                }
                main #main tabindex="-1" { (main) }
                footer.foot {
                    p { "For practice, never for use in an interview. Your words stay on this machine." }
                }
            }
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
