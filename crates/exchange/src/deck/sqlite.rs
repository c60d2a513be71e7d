//! A SQLite file written in one go: tables of rows in the order of their ids, without indexes. Source: "Database File
//! Format", sqlite.org/fileformat2.html. By hand, since a deck needs no engine, and the store's would bring an async
//! runtime and a file on disk into what is a function from cards to bytes.

/// Bytes of a page.
const PAGE: usize = 4_096;

/// A value of a row.
#[derive(Debug, Clone)]
pub(super) enum Cell {
    /// Nothing; in the place of an id, the id of the row.
    Null,
    /// A whole number.
    Whole(i64),
    /// Text.
    Text(String),
}

/// A table with its rows, each with its id.
pub(super) struct Table {
    pub(super) name: &'static str,
    /// The columns as `CREATE TABLE` has them.
    pub(super) columns: &'static str,
    pub(super) rows: Vec<(i64, Vec<Cell>)>,
}

/// The tables as the bytes of a database file.
pub(super) fn file(tables: &[Table]) -> Vec<u8> {
    // The first page lists the tables, and is written when their roots are known.
    let mut pages: Vec<Vec<u8>> = vec![Vec::new()];
    let mut listed = Vec::with_capacity(tables.len());
    for (id, table) in (1_i64..).zip(tables) {
        let mut rows: Vec<&(i64, Vec<Cell>)> = table.rows.iter().collect();
        rows.sort_by_key(|(id, _)| *id);
        let cells = rows
            .iter()
            .map(|(id, row)| (*id, leaf_cell(*id, &record(row), &mut pages)))
            .collect();
        let root = tree(cells, &mut pages);
        let sql = format!("CREATE TABLE {} ({})", table.name, table.columns);
        let text = |text: &str| Cell::Text(text.to_owned());
        let root = i64::try_from(root).unwrap_or(i64::MAX);
        let row = record(&[
            text("table"),
            text(table.name),
            text(table.name),
            Cell::Whole(root),
            text(&sql),
        ]);
        listed.push(leaf_cell(id, &row, &mut pages));
    }
    let count = pages.len();
    pages[0] = page(&Kind::Leaf, &listed, &header(count));
    pages.concat()
}

/// The hundred bytes at the start of the file.
fn header(pages: usize) -> Vec<u8> {
    let mut out = b"SQLite format 3\0".to_vec();
    out.extend([0x10, 0x00, 1, 1, 0, 64, 32, 32]);
    let count = u32::try_from(pages).unwrap_or(u32::MAX);
    // Change counter, pages, no free list (two), schema cookie and format 4, cache, no vacuum, UTF-8, version, not
    // incremental, application.
    for number in [1, count, 0, 0, 1, 4, 0, 0, 1, 0, 0, 0] {
        out.extend(number.to_be_bytes());
    }
    out.extend([0; 20]);
    // The change counter again, and the version of SQLite that wrote the file.
    out.extend(1_u32.to_be_bytes());
    out.extend(3_040_000_u32.to_be_bytes());
    out
}

enum Kind {
    Leaf,
    /// With the page of the last child.
    Branch(u32),
}

/// One page of cells in their order; `front` is the file's header on the first page.
fn page(kind: &Kind, cells: &[Vec<u8>], front: &[u8]) -> Vec<u8> {
    let mut out = front.to_vec();
    out.push(if matches!(kind, Kind::Leaf) { 0x0d } else { 0x05 });
    out.extend([0, 0]);
    let short = |number: usize| u16::try_from(number).unwrap_or(u16::MAX).to_be_bytes();
    let length: usize = cells.iter().map(Vec::len).sum();
    let start = PAGE - length;
    out.extend(short(cells.len()));
    out.extend(short(start));
    out.push(0);
    if let Kind::Branch(last) = kind {
        out.extend(last.to_be_bytes());
    }
    let mut at = start;
    for cell in cells {
        out.extend(short(at));
        at += cell.len();
    }
    out.resize(start, 0);
    cells.iter().for_each(|cell| out.extend(cell));
    out
}

/// How many bytes of cells, with two each for their places, fit a page.
const LEAF_ROOM: usize = PAGE - 8;
const BRANCH_ROOM: usize = PAGE - 12;

/// Writes a tree over cells in the order of their ids, and gives its root's number, from 1.
fn tree(cells: Vec<(i64, Vec<u8>)>, pages: &mut Vec<Vec<u8>>) -> usize {
    let mut level: Vec<(i64, usize)> = Vec::new();
    for group in groups(cells, LEAF_ROOM) {
        let last = group.last().map_or(0, |(id, _)| *id);
        let cells: Vec<Vec<u8>> = group.into_iter().map(|(_, cell)| cell).collect();
        pages.push(page(&Kind::Leaf, &cells, &[]));
        level.push((last, pages.len()));
    }
    while level.len() > 1 {
        let children = level.into_iter().map(|(last, number)| {
            let mut cell = page_number(number).to_vec();
            varint(last, &mut cell);
            ((last, number), cell)
        });
        let mut above = Vec::new();
        for mut group in groups(children.collect(), BRANCH_ROOM) {
            let Some(((last, number), _)) = group.pop() else {
                continue;
            };
            let cells: Vec<Vec<u8>> = group.into_iter().map(|(_, cell)| cell).collect();
            pages.push(page(
                &Kind::Branch(u32::from_be_bytes(page_number(number))),
                &cells,
                &[],
            ));
            above.push((last, pages.len()));
        }
        level = above;
    }
    level.first().map_or(1, |(_, number)| *number)
}

/// Cells in groups that fit a page; at least one group, and of branches at least two cells in each.
fn groups<K>(cells: Vec<(K, Vec<u8>)>, room: usize) -> Vec<Vec<(K, Vec<u8>)>> {
    let mut out = vec![Vec::new()];
    let mut used = 0;
    let mut left = cells.len();
    for (key, cell) in cells {
        let size = cell.len() + 2;
        // A branch with one child alone would hold no cell: the last two stay together.
        let lone = room == BRANCH_ROOM && left == 2 && used + size + 16 > room;
        if used + size > room || lone {
            out.push(Vec::new());
            used = 0;
        }
        used += size;
        left -= 1;
        if let Some(group) = out.last_mut() {
            group.push((key, cell));
        }
    }
    out
}

fn page_number(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes()
}

/// A row as it lies in a leaf; what does not fit goes on pages of its own.
fn leaf_cell(id: i64, record: &[u8], pages: &mut Vec<Vec<u8>>) -> Vec<u8> {
    let mut out = Vec::new();
    varint(i64::try_from(record.len()).unwrap_or(i64::MAX), &mut out);
    varint(id, &mut out);
    if record.len() <= PAGE - 35 {
        out.extend(record);
        return out;
    }
    let least = (PAGE - 12) * 32 / 255 - 23;
    let even = least + (record.len() - least) % (PAGE - 4);
    let here = if even <= PAGE - 35 { even } else { least };
    out.extend(&record[..here]);
    out.extend(page_number(pages.len() + 1));
    let mut rest = record[here..].chunks(PAGE - 4).peekable();
    while let Some(chunk) = rest.next() {
        let next = if rest.peek().is_some() { pages.len() + 2 } else { 0 };
        let mut page = page_number(next).to_vec();
        page.extend(chunk);
        page.resize(PAGE, 0);
        pages.push(page);
    }
    out
}

/// A row as a record: the types, then the values.
fn record(row: &[Cell]) -> Vec<u8> {
    let mut types = Vec::new();
    let mut values = Vec::<u8>::new();
    for cell in row {
        match cell {
            Cell::Null => types.push(0),
            Cell::Whole(0) => types.push(8),
            Cell::Whole(1) => types.push(9),
            Cell::Whole(number) => {
                let bytes = number.to_be_bytes();
                let (kind, long) = match number {
                    -0x80..=0x7f => (1, 1),
                    -0x8000..=0x7fff => (2, 2),
                    -0x80_0000..=0x7f_ffff => (3, 3),
                    -0x8000_0000..=0x7fff_ffff => (4, 4),
                    -0x8000_0000_0000..=0x7fff_ffff_ffff => (5, 6),
                    _ => (6, 8),
                };
                types.push(kind);
                values.extend(&bytes[8 - long..]);
            }
            Cell::Text(text) => {
                varint(i64::try_from(text.len() * 2 + 13).unwrap_or(i64::MAX), &mut types);
                values.extend(text.as_bytes());
            }
        }
    }
    // The length of the types counts itself.
    let long = if types.len() < 0x7f {
        types.len() + 1
    } else {
        types.len() + 2
    };
    let mut out = Vec::with_capacity(long + values.len());
    varint(i64::try_from(long).unwrap_or(i64::MAX), &mut out);
    out.extend(types);
    out.extend(values);
    out
}

/// A whole number in as few groups of seven bits as hold it, the highest first; nine bytes hold all 64 bits.
fn varint(number: i64, out: &mut Vec<u8>) {
    let mut bits = number.cast_unsigned();
    if bits >= 1 << 56 {
        let last = (bits & 0xff).to_be_bytes()[7];
        bits >>= 8;
        for shift in (0..8).rev() {
            out.push((bits >> (7 * shift) & 0x7f).to_be_bytes()[7] | 0x80);
        }
        out.push(last);
        return;
    }
    let groups = (64 - bits.leading_zeros()).div_ceil(7).max(1);
    for shift in (0..groups).rev() {
        let more = if shift == 0 { 0 } else { 0x80 };
        out.push((bits >> (7 * shift) & 0x7f).to_be_bytes()[7] | more);
    }
}

#[cfg(test)]
mod tests {
    use super::{BRANCH_ROOM, groups, varint};

    #[test]
    fn numbers_take_as_few_bytes_as_hold_them() {
        let bytes = |number: i64| {
            let mut out = Vec::new();
            varint(number, &mut out);
            out
        };
        assert_eq!(bytes(0), [0]);
        assert_eq!(bytes(127), [0x7f]);
        assert_eq!(bytes(128), [0x81, 0]);
        assert_eq!(bytes(16_384), [0x81, 0x80, 0]);
        assert_eq!(bytes(-1), [0xff; 9]);
        assert_eq!(bytes((1 << 56) - 1).len(), 8);
    }

    #[test]
    fn no_branch_is_left_with_one_child() {
        for count in 2..2_000 {
            let cells = (0..count).map(|id| (id, vec![0; 10])).collect();
            assert!(
                groups(cells, BRANCH_ROOM).iter().all(|group| group.len() > 1),
                "{count}"
            );
        }
    }
}
