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

/// Now, in milliseconds since 1970 in UTC.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the program's edge, where the clock is read"
)]
pub(crate) fn now_ms() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

/// A moment as people write it here: `2026-03-31 14:05`.
pub(crate) fn said(at_ms: i64) -> String {
    let at = jiff::Timestamp::from_millisecond(at_ms).unwrap_or_default();
    at.to_zoned(jiff::tz::TimeZone::system())
        .strftime("%Y-%m-%d %H:%M")
        .to_string()
}

/// The first moment of a day here.
pub(crate) fn start_of(day: Date) -> Option<i64> {
    let part = |n: u8| i8::try_from(n).ok();
    let date = jiff::civil::Date::new(day.year, part(day.month)?, part(day.day)?).ok()?;
    let zoned = date.to_zoned(jiff::tz::TimeZone::system()).ok()?;
    Some(zoned.timestamp().as_millisecond())
}

/// Starts counting: the function returned says how many milliseconds have passed, whatever happens to the clock on the wall.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the program's edge, where the clock is read"
)]
pub(crate) fn stopwatch() -> impl Fn() -> u64 {
    let begun = std::time::Instant::now();
    move || u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX)
}
