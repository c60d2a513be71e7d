//! The drawing of a page, followed for its words: where each string begins decides between space, line and paragraph.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::letters::Letters;
use crate::Refusal;
use crate::archive::{Budget, bomb};

/// What the drawing of one page or form may unpack to. Drawings are held as commands, ten times as large.
const MOST_DRAWING: usize = 8_000_000;

/// What the table of letters of one font may unpack to, and what the budget is charged for it.
const MOST_LETTERS: usize = 1_000_000;
const LETTERS_CHARGE: usize = 50_000;

/// How deep forms may lie in each other, and how many commands are followed in all.
const MOST_DEPTH: usize = 6;
const MOST_COMMANDS: usize = 4_000_000;

/// Where things are drawn: a, b, c, d, e, f of the page's matrices.
type Matrix = [f32; 6];

const UPRIGHT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn times(first: Matrix, then: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = first;
    let [g, h, i, j, k, l] = then;
    [
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + l,
    ]
}

/// Reads the words of pages, one after the other.
pub(super) struct Reader<'a, 'b> {
    name: &'a str,
    document: &'a Document,
    budget: &'b mut Budget,
    /// Fonts by where they lie in the document: pages share them.
    letters: HashMap<usize, Rc<Letters<'a>>>,
    commands: usize,
    text: String,
    /// Where the last string ended, and its size.
    end: Option<(f32, f32, f32)>,
}

/// The state of drawing that text depends on.
#[derive(Clone)]
struct Pen<'a> {
    page: Matrix,
    line: Matrix,
    at: Matrix,
    font: Option<Rc<Letters<'a>>>,
    size: f32,
    leading: f32,
    stretch: f32,
    between: f32,
}

/// The fonts and forms a drawing may name.
struct Resources<'a> {
    fonts: BTreeMap<Vec<u8>, &'a Dictionary>,
    forms: Vec<&'a Dictionary>,
}

impl<'a, 'b> Reader<'a, 'b> {
    pub(super) fn new(name: &'a str, document: &'a Document, budget: &'b mut Budget) -> Self {
        Self {
            name,
            document,
            budget,
            letters: HashMap::new(),
            commands: 0,
            text: String::new(),
            end: None,
        }
    }

    /// All words read so far, without space at the ends of lines.
    pub(super) fn into_text(self) -> String {
        let lines: Vec<&str> = self.text.lines().map(str::trim_end).collect();
        lines.join("\n").trim().to_owned()
    }

    /// Reads one page.
    pub(super) fn page(&mut self, id: ObjectId) -> Result<(), Refusal> {
        let document = self.document;
        let most = self.budget.left().min(MOST_DRAWING);
        let content = document
            .get_page_content_with_limit(id, most)
            .map_err(|error| self.refused(&error))?;
        let (own, inherited) = document.get_page_resources(id).unwrap_or_default();
        let inherited = inherited.into_iter().filter_map(|id| document.get_dictionary(id).ok());
        let resources = Resources {
            fonts: document.get_page_fonts(id).unwrap_or_default(),
            forms: own
                .into_iter()
                .chain(inherited)
                .filter_map(|all| forms(document, all))
                .collect(),
        };
        self.end = None;
        self.drawing(&content, &resources, UPRIGHT, 0)?;
        self.text.push_str("\n\n");
        Ok(())
    }

    fn refused(&self, error: &lopdf::Error) -> Refusal {
        match error {
            lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => bomb(self.name),
            other => super::broken(self.name, &other.to_string()),
        }
    }

    fn drawing(&mut self, content: &[u8], names: &Resources<'a>, page: Matrix, depth: usize) -> Result<(), Refusal> {
        self.budget.spend(self.name, content.len())?;
        // A drawing that breaks off gives the words up to there.
        let Ok(content) = Content::decode(content) else {
            return Ok(());
        };
        let start = Pen {
            page,
            line: UPRIGHT,
            at: UPRIGHT,
            font: None,
            size: 12.0,
            leading: 0.0,
            stretch: 1.0,
            between: 0.0,
        };
        let mut pen = start;
        let mut kept = Vec::new();
        for command in &content.operations {
            self.commands += 1;
            if self.commands > MOST_COMMANDS {
                return Err(super::broken(self.name, "it draws more than any CV does"));
            }
            let operands = command.operands.as_slice();
            match command.operator.as_str() {
                "q" if kept.len() < 256 => kept.push(pen.clone()),
                "Q" => pen = kept.pop().unwrap_or(pen),
                "cm" => pen.page = times(matrix(operands), pen.page),
                "BT" => (pen.line, pen.at) = (UPRIGHT, UPRIGHT),
                "Tf" => {
                    let font = operands.first().and_then(|name| name.as_name().ok());
                    pen.font = match font.and_then(|name| names.fonts.get(name)) {
                        Some(font) => Some(self.letters(font)?),
                        None => None,
                    };
                    pen.size = number(operands, 1);
                }
                "TL" => pen.leading = number(operands, 0),
                "Tz" => pen.stretch = number(operands, 0) / 100.0,
                "Tc" => pen.between = number(operands, 0),
                "Td" => pen.step(number(operands, 0), number(operands, 1)),
                "TD" => {
                    pen.leading = -number(operands, 1);
                    pen.step(number(operands, 0), number(operands, 1));
                }
                "Tm" => (pen.line, pen.at) = (matrix(operands), matrix(operands)),
                "T*" => pen.step(0.0, -pen.leading),
                "Tj" => self.show(&mut pen, operands),
                "'" | "\"" => {
                    pen.step(0.0, -pen.leading);
                    self.show(&mut pen, operands.last().map_or(&[], std::slice::from_ref));
                }
                "TJ" => {
                    let pieces = operands.first().and_then(|pieces| pieces.as_array().ok());
                    self.show(&mut pen, pieces.map_or(&[], Vec::as_slice));
                }
                "Do" if depth < MOST_DEPTH => {
                    let form = operands.first().and_then(|name| name.as_name().ok());
                    if let Some(form) = form.and_then(|form| self.form(names, form)) {
                        self.inside(form, names, pen.page, depth)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The form of that name, if it is one: pictures have no words.
    fn form(&self, names: &Resources<'a>, name: &[u8]) -> Option<&'a lopdf::Stream> {
        let stream = names
            .forms
            .iter()
            .find_map(|all| all.get_deref(name, self.document).ok()?.as_stream().ok())?;
        let kind = stream.dict.get(b"Subtype").and_then(Object::as_name);
        kind.is_ok_and(|kind| kind == b"Form").then_some(stream)
    }

    fn inside(
        &mut self,
        form: &'a lopdf::Stream,
        outer: &Resources<'a>,
        page: Matrix,
        depth: usize,
    ) -> Result<(), Refusal> {
        let document = self.document;
        let most = self.budget.left().min(MOST_DRAWING);
        let content = form
            .get_plain_content_with_limit(most)
            .map_err(|error| self.refused(&error))?;
        let own = form
            .dict
            .get_deref(b"Resources", document)
            .and_then(Object::as_dict)
            .ok();
        let mut names = Resources {
            fonts: outer.fonts.clone(),
            forms: outer.forms.clone(),
        };
        if let Some(own) = own {
            names.forms.splice(..0, forms(document, own));
            let fonts = own.get_deref(b"Font", document).and_then(Object::as_dict);
            for (name, font) in fonts.into_iter().flatten() {
                let font = document
                    .dereference(font)
                    .map(|(_, font)| font)
                    .and_then(Object::as_dict);
                names.fonts.extend(font.ok().map(|font| (name.clone(), font)));
            }
        }
        let own_page = form.dict.get_deref(b"Matrix", document).and_then(Object::as_array);
        let page = own_page.map_or(page, |own| times(matrix(own), page));
        self.drawing(&content, &names, page, depth + 1)
    }

    fn letters(&mut self, font: &'a Dictionary) -> Result<Rc<Letters<'a>>, Refusal> {
        let place = std::ptr::from_ref(font) as usize;
        if let Some(known) = self.letters.get(&place) {
            return Ok(Rc::clone(known));
        }
        self.budget.spend(self.name, LETTERS_CHARGE)?;
        let read = Letters::of(self.document, font, MOST_LETTERS).map_err(|error| self.refused(&error))?;
        let read = Rc::new(read);
        self.letters.insert(place, Rc::clone(&read));
        Ok(read)
    }

    /// Strings, and between them steps back in thousandths of the size.
    fn show(&mut self, pen: &mut Pen<'a>, pieces: &[Object]) {
        let Some(font) = pen.font.clone() else { return };
        for piece in pieces {
            let Object::String(bytes, _) = piece else {
                let back = piece.as_float().unwrap_or(0.0);
                pen.forward(-back / 1_000.0 * pen.size * pen.stretch);
                continue;
            };
            let [a, b, c, d, x, y] = times(pen.at, pen.page);
            let size = pen.size.abs() * (a * d - b * c).abs().sqrt();
            let text = font.text(bytes);
            self.place(x, y, size, &text);
            #[expect(clippy::cast_precision_loss, reason = "strings of a page are short")]
            let gaps = bytes.len() as f32 * pen.between;
            pen.forward((font.width(bytes) * pen.size + gaps) * pen.stretch);
            if !text.is_empty() {
                let [.., x, y] = times(pen.at, pen.page);
                self.end = Some((x, y, size));
            }
        }
    }

    /// Writes a string that begins there: on the line, on the next, or in the next paragraph.
    fn place(&mut self, x: f32, y: f32, size: f32, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some((end_x, end_y, end_size)) = self.end {
            let size = size.max(end_size).max(0.1);
            let (right, down) = ((x - end_x) / size, (y - end_y).abs() / size);
            let spaced = self.text.ends_with([' ', '\t', '\n']) || text.starts_with(' ');
            match () {
                () if down > 1.9 => self.text.push_str("\n\n"),
                () if down > 0.5 || right < -1.5 => self.text.push('\n'),
                () if right > 3.0 => self.text.push('\t'),
                () if right > 0.17 && !spaced => self.text.push(' '),
                () => {}
            }
        }
        self.text.push_str(text);
    }
}

impl Pen<'_> {
    fn step(&mut self, x: f32, y: f32) {
        self.line = times([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.at = self.line;
    }

    fn forward(&mut self, x: f32) {
        self.at = times([1.0, 0.0, 0.0, 1.0, x, 0.0], self.at);
    }
}

fn forms<'a>(document: &'a Document, resources: &'a Dictionary) -> Option<&'a Dictionary> {
    resources.get_deref(b"XObject", document).and_then(Object::as_dict).ok()
}

fn number(operands: &[Object], at: usize) -> f32 {
    operands
        .get(at)
        .and_then(|operand| operand.as_float().ok())
        .unwrap_or(0.0)
}

fn matrix(operands: &[Object]) -> Matrix {
    std::array::from_fn(|at| number(operands, at))
}
