//! The one place that reads the clock; everything below is handed the day.

use glidepath_domain::Date;

/// Today, where the user is.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the program's edge, where the clock is read"
)]
pub(crate) fn today() -> Date {
    let now = jiff::Zoned::now().date();
    let part = |n: i8| u8::try_from(n).unwrap_or(1);
    Date::new(now.year(), part(now.month()), part(now.day())).unwrap_or(Date {
        year: 1970,
        month: 1,
        day: 1,
    })
}
