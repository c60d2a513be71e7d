//! What is read out of the sample files, word for word. `e2e/fixtures/exchange/make.py` makes them.

use std::io::Write as _;

use glidepath_domain::Story;
use glidepath_exchange::{Brought, Incoming, Refusal, SourceKind, read, write};

macro_rules! sample {
    ($name:literal) => {
        Incoming::new(
            $name,
            include_bytes!(concat!("../../../e2e/fixtures/exchange/", $name)).as_slice(),
        )
    };
}

fn one(file: Incoming) -> Result<Brought, Refusal> {
    read(&[file])
}

/// The entries of a CV on lines of their own.
fn told(file: Incoming) -> String {
    let brought = one(file).unwrap();
    let source = &brought.sources[0];
    assert_eq!(source.kind, SourceKind::Cv);
    let mut out = String::new();
    for entry in &source.projects {
        out.push_str(&format!(
            "{} @ {} [{} to {}]\n",
            entry.role, entry.employer, entry.from, entry.to
        ));
        for line in &entry.lines {
            out.push_str(&format!("  {line}\n"));
        }
    }
    out
}

const ENGINEER: &str = "\
Senior Software Engineer @ Northgate Payments, Gothenburg [March 2021 to Present]
  Cut refund time from nine days to one by moving the ledger check before the bank call.
  Led a team of four that replaced nightly batches with a queue; 1.2 million messages a day.
  Wrote the on-call handbook after an outage of three hours, and halved pages in a quarter.
Software Engineer @ Fjord Logistics, Oslo [08/2017 to 02/2021]
  Built the parcel tracking page that 40 depots use, with offline scanning.
  Found a rounding fault in customs fees that had cost €38,000 a year.
";

const MANAGER: &str = "\
Operations Manager @ Brightwell Foods [2019 to 2024]
  Ran two cold stores with 85 people; late lorries fell from 18% to 6%.
  Gave up a new conveyor when a two-week trial showed no gain, and told the board why.
Shift Lead @ Carrow Depots [Jan 2015 to Dec 2018]
  Trained 30 starters a year; half of them stayed past the first year, up from a third.
  Moved stock counts to the night shift, which freed a forklift by day.
Organiser @ Winter food bank [2022 to ]
  Fed 400 families over eleven weeks with donated surplus.
";

#[test]
fn the_pdf_of_an_engineer_is_read() {
    assert_eq!(told(sample!("engineer.pdf")), ENGINEER);
}

#[test]
fn the_docx_of_an_engineer_is_read() {
    assert_eq!(told(sample!("engineer.docx")), ENGINEER);
}

#[test]
fn the_pdf_of_a_manager_is_read() {
    assert_eq!(told(sample!("manager.pdf")), MANAGER);
}

#[test]
fn the_docx_of_a_manager_is_read() {
    assert_eq!(told(sample!("manager.docx")), MANAGER);
}

#[test]
fn all_words_of_a_pdf_are_kept() {
    let brought = one(sample!("engineer.pdf")).unwrap();
    let text = &brought.sources[0].text;
    for part in [
        "Mara Lindqvist",
        "mara@example.org · Gothenburg",
        "“soft” skills — mostly listening",
        "€38,000",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn locked_and_scanned_files_say_so() {
    assert_eq!(one(sample!("locked.pdf")).unwrap_err().code, "pdf-encrypted");
    assert_eq!(one(sample!("scanned.pdf")).unwrap_err().code, "pdf-scanned");
}

#[test]
fn a_packed_vault_and_spreadsheet_come_back() {
    let bank = vec![(
        "s1".to_owned(),
        Story {
            title: "Queue".to_owned(),
            tags: vec!["=1".to_owned()],
            ..Story::default()
        },
    )];
    let packed = one(Incoming::new("vault.zip", write::markdown_zip(&bank).unwrap())).unwrap();
    assert_eq!(packed.stories[0].story, bank[0].1);
    let sheet = one(Incoming::new("bank.xlsx", write::xlsx(&bank).unwrap())).unwrap();
    assert_eq!(
        (sheet.stories[0].id.as_deref(), &sheet.stories[0].story),
        (Some("s1"), &bank[0].1)
    );
    let long = Story {
        cost: "x".repeat(40_000),
        ..Story::default()
    };
    assert_eq!(
        write::xlsx(&[("s".to_owned(), long)]).unwrap_err().code,
        "cell-too-long"
    );
}

#[test]
fn a_bomb_and_an_old_office_file_are_refused() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default())
        .unwrap();
    for _ in 0..80 {
        zip.write_all(&vec![b' '; 1_000_000]).unwrap();
    }
    let bomb = zip.finish().unwrap().into_inner();
    assert!(bomb.len() < 200_000);
    assert_eq!(
        one(Incoming::new("cv.docx", bomb)).unwrap_err().code,
        "unpacks-too-large"
    );
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice();
    assert_eq!(
        one(Incoming::new("cv.doc", old)).unwrap_err().code,
        "office-old-or-locked"
    );
}

#[test]
fn one_bad_file_among_good_ones_leaves_nothing_half_done() {
    let refusal = read(&[sample!("engineer.docx"), sample!("locked.pdf")]).unwrap_err();
    assert_eq!(refusal.code, "pdf-encrypted");
    assert!(refusal.what.contains("locked.pdf"));
}

#[test]
fn cut_and_spoilt_files_are_refused_or_read_but_never_fall() {
    for file in [
        sample!("engineer.pdf"),
        sample!("locked.pdf"),
        sample!("engineer.docx"),
        sample!("scanned.pdf"),
    ] {
        for cut in (0..file.bytes.len()).step_by(997) {
            let _ = one(Incoming::new(file.name.clone(), &file.bytes[..cut]));
            let mut spoilt = file.bytes.clone();
            for byte in spoilt.iter_mut().skip(cut).take(40) {
                *byte ^= 0x15;
            }
            let _ = one(Incoming::new(file.name.clone(), spoilt));
        }
    }
}
