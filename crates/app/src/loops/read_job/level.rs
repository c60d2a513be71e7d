//! The level a job description is for: what the title calls it, else the years it asks for.

use glidepath_domain::Level;

use super::line::{Line, LineKind};

/// Titles, the most telling first: the first that the title holds decides. Ladders differ from firm to firm; these are what the
/// words mean in most. Source: domain §1 for the numbered ones, the others set by hand.
const TITLES: &[(&str, Level)] = &[
    ("l4", Level::L4),
    ("l5", Level::L5),
    ("l6", Level::L6),
    ("l7", Level::L7),
    ("l8", Level::L8),
    ("level 4|four", Level::L4),
    ("level 5|five", Level::L5),
    ("level 6|six", Level::L6),
    ("level 7|seven", Level::L7),
    ("level 8|eight", Level::L8),
    ("director", Level::L8),
    ("vice president", Level::L8),
    ("vp", Level::L8),
    ("senior principal", Level::L8),
    ("distinguished", Level::L8),
    ("principal", Level::L7),
    ("senior staff", Level::L7),
    ("senior manager", Level::L7),
    ("senior engineering|development|software manager", Level::L7),
    ("head of", Level::L7),
    ("staff", Level::L6),
    ("lead", Level::L6),
    ("iii", Level::L6),
    ("3", Level::L6),
    ("ii", Level::L5),
    ("2", Level::L5),
    ("i", Level::L4),
    ("1", Level::L4),
    ("graduate*", Level::L4),
    ("junior", Level::L4),
    ("entry level", Level::L4),
    ("intern", Level::L4),
    ("trainee", Level::L4),
    ("apprentice*", Level::L4),
    ("early career", Level::L4),
    ("associate", Level::L4),
];

/// Words anywhere that say a level where the title does not.
const ELSEWHERE: &[(&str, Level)] = &[
    ("leaders of leaders", Level::L8),
    ("managers of managers", Level::L8),
    ("manager of managers", Level::L7),
    ("managers who report", Level::L7),
    ("managers reporting", Level::L7),
    ("recent graduate*", Level::L4),
    ("new graduate*", Level::L4),
    ("no previous|prior experience", Level::L4),
    ("no experience", Level::L4),
    ("first job", Level::L4),
    ("early in your career", Level::L4),
];

/// Years asked for at least, and the level they go with. Set by hand.
const YEARS: &[(u32, Level)] = &[
    (15, Level::L8),
    (10, Level::L7),
    (6, Level::L6),
    (3, Level::L5),
    (0, Level::L4),
];

/// The level and the line that says it; none where nothing does.
pub(super) fn level(lines: &[Line<'_>]) -> Option<(Level, usize)> {
    let title = lines.iter().position(|line| line.kind == LineKind::Title);
    if let Some(at) = title
        && let Some(line) = lines.get(at)
    {
        if let Some((_, level)) = TITLES.iter().find(|(pattern, _)| line.holds(pattern)) {
            return Some((*level, at));
        }
        if line.holds("senior|sr") {
            return Some((Level::L6, at));
        }
    }
    let elsewhere = ELSEWHERE.iter().find_map(|(pattern, level)| {
        let at = lines.iter().position(|line| line.holds(pattern))?;
        Some((*level, at))
    });
    if elsewhere.is_some() {
        return elsewhere;
    }
    let years = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.kind == LineKind::Demand)
        .filter_map(|(at, line)| Some((line.years()?, at)))
        .max_by(|(a, x), (b, y)| a.cmp(b).then(y.cmp(x)));
    let (asked, at) = years?;
    let (_, level) = YEARS.iter().find(|(least, _)| asked >= *least)?;
    Some((*level, at))
}
