//! From pages to the operations of a PDF: the one place that knows printpdf.

use super::HandoutError;
use super::block::{Ink, Item};
use super::deflate::Deflater;
use super::glyphs::{Font, Glyphs, Program};
use super::lines::{Line, Typesetter};
use super::marks::{Figure, Stroke};
use super::run::{Move, Run, Shown};
use super::sheet::{Colour, Sheet};
use super::tags::{NodeId, Tags};
use super::typeface::{FaceId, Faces};
use printpdf::{
    Color, CurTransMat, DictItem, FontId, FontMetrics, LineCapStyle, LineDashPattern, LinePoint, Op,
    PaintMode, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfFontMetricsStub, PdfPage, PdfSaveOptions,
    Point, Polygon, PolygonRing, Pt, Rgb, TextItem, TextMatrix, WindingOrder,
};
use std::collections::{BTreeMap, BTreeSet};

/// What has been drawn: everything but the structure and the facts about the document.
pub(super) struct Drawn {
    pub(super) document: lopdf::Document,
    pub(super) fonts: Vec<Font>,
    /// The outlines of the fonts, which the document lacks.
    pub(super) programs: Vec<Program>,
}

/// Draws the pages, and notes in `tags` which piece of which page belongs to which element.
///
/// # Errors
/// As [`Glyphs::programs`].
pub(super) fn draw(
    setter: &Typesetter,
    sheet: Sheet,
    pages: &[Vec<Item>],
    tags: &mut Tags,
    deflater: &mut Deflater,
) -> Result<Drawn, HandoutError> {
    let (mut glyphs, mut known) = (Glyphs::default(), BTreeSet::new());
    let mut document = PdfDocument::new("");
    for (index, items) in pages.iter().enumerate() {
        let mut pen = Pen::new(setter, sheet, &mut glyphs, &mut known);
        pen.ops.reserve(6 * items.len());
        pen.page(items, index, tags);
        let ops = pen.ops;
        let mut page = PdfPage::new(printpdf::Mm(0.0), printpdf::Mm(0.0), ops);
        let whole = printpdf::Rect {
            x: Pt(0.0),
            y: Pt(0.0),
            width: Pt(round(sheet.width)),
            height: Pt(round(sheet.height)),
            mode: None,
            winding_order: None,
        };
        (page.media_box, page.trim_box, page.crop_box) = (whole.clone(), whole.clone(), whole);
        document.pages.push(page);
    }
    let fonts = glyphs.fonts();
    for font in &fonts {
        let parsed = PdfFont::new(parsed(setter.faces(), font));
        document.resources.fonts.map.insert(font_id(font.face), parsed);
    }
    // All operators are ours, so none of them is left out.
    let options =
        PdfSaveOptions { optimize: false, subset_fonts: false, secure: false, image_optimization: None };
    let document = document.to_lopdf_document(&options, &mut Vec::new());
    Ok(Drawn { document, fonts, programs: glyphs.programs(deflater)? })
}

/// A run as letters, for printpdf to find the glyphs of.
fn as_letters(moves: Vec<Move>) -> Op {
    let mut items: Vec<TextItem> = Vec::new();
    for step in moves {
        match (step, items.last_mut()) {
            (Move::Space(offset), _) => items.push(TextItem::Offset(offset)),
            (Move::Glyph(id), Some(TextItem::Text(run))) => run.push(stand_in(id)),
            (Move::Glyph(id), _) => items.push(TextItem::Text(stand_in(id).to_string())),
        }
    }
    Op::ShowText { items }
}

/// The same run as strings of glyphs, two bytes each, with the offsets between them.
fn as_written(moves: Vec<Move>) -> Op {
    let mut items: Vec<DictItem> = Vec::new();
    for step in moves {
        match (step, items.last_mut()) {
            (Move::Space(offset), _) => items.push(DictItem::Real(offset)),
            (Move::Glyph(id), Some(DictItem::String { data, .. })) => data.extend(id.to_be_bytes()),
            (Move::Glyph(id), _) => {
                items.push(DictItem::String { data: id.to_be_bytes().to_vec(), literal: true });
            }
        }
    }
    Op::Unknown { key: "TJ".to_owned(), value: vec![DictItem::Array(items)] }
}

/// The letter that stands for a glyph on its way through printpdf.
fn stand_in(glyph: u16) -> char {
    char::from_u32(0xF_0000 + u32::from(glyph)).unwrap_or_default()
}

fn font_id(face: FaceId) -> FontId {
    FontId(format!("{face:?}"))
}

fn parsed(faces: &Faces, font: &Font) -> ParsedFont {
    let face = faces.get(font.face);
    let bounds = face.global_bounding_box();
    let metrics = FontMetrics { ascent: face.ascender(), descent: face.descender() };
    let em = face.as_ref().units_per_em();
    // The widths are already thousandths of an em; printpdf scales what it is given, and must not.
    let mut parsed = ParsedFont::with_glyph_data(
        // Only what kind of font it is: the rest takes its place when the file is finished.
        if font.is_cff { b"OTTO".to_vec() } else { vec![0, 1, 0, 0] },
        0,
        Some(font.name.clone()),
        font.texts.keys().map(|glyph| (u32::from(stand_in(*glyph)), *glyph)).collect(),
        (0..).zip(font.widths.iter().copied()).collect(),
        1000,
        FontMetrics { ascent: scale(metrics.ascent, em), descent: scale(metrics.descent, em) },
    );
    parsed.pdf_font_metrics = PdfFontMetricsStub {
        units_per_em: 1000,
        x_min: scale(bounds.x_min, em),
        y_min: scale(bounds.y_min, em),
        x_max: scale(bounds.x_max, em),
        y_max: scale(bounds.y_max, em),
        us_weight_class: face.weight().to_number(),
        ..PdfFontMetricsStub::default()
    };
    parsed
}

/// Font units as thousandths of an em.
fn scale(units: i16, em: u16) -> i16 {
    i16::try_from(i32::from(units) * 1000 / i32::from(em.max(1))).unwrap_or(0)
}

/// Draws one page.
struct Pen<'a> {
    setter: &'a Typesetter,
    sheet: Sheet,
    glyphs: &'a mut Glyphs,
    /// The faces in which something was shown.
    known: &'a mut BTreeSet<FaceId>,
    ops: Vec<Op>,
    /// Whether a section of text is open.
    writes: bool,
    /// Whether the page is turned by half a turn.
    is_turned: bool,
    /// What was chosen last, and still holds.
    fill: Option<Colour>,
    stroke: Option<Stroke>,
    font: Option<(FaceId, f32)>,
}

impl<'a> Pen<'a> {
    fn new(
        setter: &'a Typesetter,
        sheet: Sheet,
        glyphs: &'a mut Glyphs,
        known: &'a mut BTreeSet<FaceId>,
    ) -> Self {
        Self {
            setter,
            sheet,
            glyphs,
            known,
            ops: Vec::new(),
            writes: false,
            is_turned: false,
            fill: None,
            stroke: None,
            font: None,
        }
    }

    /// Ends the section of text, if one is open: drawings and marks of structure stand outside.
    fn put_down(&mut self) {
        if std::mem::take(&mut self.writes) {
            self.ops.push(Op::EndTextSection);
        }
    }

    fn fill(&mut self, wanted: Colour) {
        if self.fill.replace(wanted) != Some(wanted) {
            self.ops.push(Op::SetFillColor { col: colour(wanted) });
        }
    }

    fn page(&mut self, items: &[Item], page: usize, tags: &mut Tags) {
        let decorates = |item: &&Item| item.node.is_none() && matches!(item.ink, Ink::Figure(_));
        self.ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
        for item in items.iter().filter(decorates) {
            self.turn(item.is_turned);
            self.item(item);
        }
        self.turn(false);
        self.ops.push(Op::EndMarkedContent);
        let mut mark = 0;
        let mut open: Option<(Option<NodeId>, bool)> = None;
        for item in items.iter().filter(|item| !decorates(item)) {
            if open != Some((item.node, item.is_turned)) {
                self.put_down();
                if open.is_some() {
                    self.ops.push(Op::EndMarkedContent);
                }
                self.turn(item.is_turned);
                if let Some(node) = item.node {
                    let number = DictItem::Int(i64::try_from(mark).unwrap_or_default());
                    self.begin(tags.tag(node).name(), "MCID", number);
                    tags.mark(node, page, mark);
                    mark += 1;
                } else {
                    self.begin("Artifact", "Type", DictItem::Name(b"Pagination".to_vec()));
                }
                open = Some((item.node, item.is_turned));
            }
            self.item(item);
        }
        self.put_down();
        if open.is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
        self.turn(false);
    }

    /// Turns the page by half a turn for what stands on its head, or back.
    fn turn(&mut self, is_turned: bool) {
        if std::mem::replace(&mut self.is_turned, is_turned) == is_turned {
            return;
        }
        self.put_down();
        // What was chosen on the way is forgotten with the state.
        (self.fill, self.stroke, self.font) = (None, None, None);
        if is_turned {
            let [width, height] = [self.sheet.width, self.sheet.height].map(round);
            let matrix = CurTransMat::Raw([-1.0, 0.0, 0.0, -1.0, width, height]);
            self.ops.extend([Op::SaveGraphicsState, Op::SetTransformationMatrix { matrix }]);
        } else {
            self.ops.push(Op::RestoreGraphicsState);
        }
    }

    fn begin(&mut self, tag: &str, key: &str, value: DictItem) {
        let properties = DictItem::Dict { map: BTreeMap::from([(key.to_owned(), value)]) };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties });
    }

    /// Says what the next operations mean to those who read and do not see.
    fn speak(&mut self, words: &str) {
        let mut data = vec![0xFE, 0xFF];
        data.extend(words.encode_utf16().flat_map(u16::to_be_bytes));
        self.begin("Span", "ActualText", DictItem::String { data, literal: false });
    }

    fn item(&mut self, item: &Item) {
        if let Some(words) = &item.says {
            self.put_down();
            self.speak(words);
        }
        match &item.ink {
            Ink::Text(line) => self.text(item.x, item.y, line),
            Ink::Figure(figure) => {
                self.put_down();
                self.figure(item.x, item.y, figure);
            }
        }
        if item.says.is_some() {
            self.put_down();
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn text(&mut self, x: f32, baseline: f32, line: &Line) {
        let shaped = &line.shaped;
        let size = line.style.size;
        if !std::mem::replace(&mut self.writes, true) {
            self.ops.push(Op::StartTextSection);
        }
        self.fill(line.style.colour);
        let mut run = Run::new(size, self.sheet.height - baseline);
        let places = line.places();
        for (index, place) in line.clusters.clone().zip(&places) {
            let cluster = &shaped.clusters[index];
            if line.hyphen && index + 1 == line.clusters.end && &shaped.text[cluster.text.clone()] == "\u{AD}"
            {
                // The hyphen below says it.
                continue;
            }
            if let Some(id) = self.glyphs.plain(shaped, cluster) {
                let glyph = shaped.glyphs[cluster.glyphs.start];
                let at = (x + place + glyph.x * size, glyph.y * size);
                let done = run.glyph(self.glyphs, cluster.face, id, at);
                self.show(done, size);
                continue;
            }
            let written = self.glyphs.write(self.setter.faces(), shaped, cluster);
            if let Some(actual) = &written.actual {
                self.show(run.take(), size);
                self.speak(actual);
            }
            for (glyph, id) in shaped.glyphs[cluster.glyphs.clone()].iter().zip(&written.ids) {
                let at = (x + place + glyph.x * size, glyph.y * size);
                let done = run.glyph(self.glyphs, cluster.face, *id, at);
                self.show(done, size);
            }
            if written.actual.is_some() {
                self.show(run.take(), size);
                self.ops.push(Op::EndMarkedContent);
            }
        }
        if line.hyphen {
            let (face, id, advance) = self.setter.hyphen(line.style);
            let (id, _) = self.glyphs.note(self.setter.faces(), face, id, "-".to_owned());
            self.show(run.take(), size);
            self.speak("\u{AD}");
            run.glyph(self.glyphs, face, id, (x + line.width - advance * size, 0.0));
            self.show(run.take(), size);
            self.ops.push(Op::EndMarkedContent);
        }
        self.show(run.take(), size);
    }

    /// Writes glyphs that belong to one baseline.
    fn show(&mut self, shown: Option<Shown>, size: f32) {
        let Some(Shown { face, x, y, moves }) = shown else { return };
        if self.font.replace((face, size)) != Some((face, size)) {
            self.ops.push(Op::SetFont { font: PdfFontHandle::External(font_id(face)), size: Pt(size) });
        }
        let matrix = TextMatrix::Translate(Pt(round(x)), Pt(round(y)));
        self.ops.push(Op::SetTextMatrix { matrix });
        // What printpdf has seen shown in a face, it embeds; every other run is handed over as it will stand in the file.
        let op = if self.known.contains(&face) { as_written(moves) } else { as_letters(moves) };
        self.known.insert(face);
        self.ops.push(op);
    }

    fn figure(&mut self, x: f32, y: f32, figure: &Figure) {
        let height = self.sheet.height;
        for path in &figure.paths {
            let points = path.points.iter().map(|(px, py, bezier)| LinePoint {
                p: Point { x: Pt(round(x + px)), y: Pt(round(height - y - py)) },
                bezier: *bezier,
            });
            let points: Vec<LinePoint> = points.collect();
            if let Some(fill) = path.fill {
                self.fill(fill);
                let rings = vec![PolygonRing { points: points.clone() }];
                let polygon = Polygon { rings, mode: PaintMode::Fill, winding_order: WindingOrder::NonZero };
                self.ops.push(Op::DrawPolygon { polygon });
            }
            if let Some(stroke) = path.stroke {
                self.stroke(stroke);
                let first = path.points.first();
                let is_closed = path.points.len() > 2 && first == path.points.last();
                self.ops.push(Op::DrawLine { line: printpdf::Line { points, is_closed } });
            }
        }
    }

    fn stroke(&mut self, stroke: Stroke) {
        if self.stroke.replace(stroke) == Some(stroke) {
            return;
        }
        let (cap, pattern) = match stroke.dash {
            // A dash without length is a dot if its ends are round.
            Some((dash, gap)) => (LineCapStyle::Round, LineDashPattern::new(0.0, &[dash, gap])),
            None => (LineCapStyle::Butt, LineDashPattern::new(0.0, &[])),
        };
        self.ops.extend([
            Op::SetOutlineColor { col: colour(stroke.colour) },
            Op::SetOutlineThickness { pt: Pt(stroke.width) },
            Op::SetLineCapStyle { cap },
            Op::SetLineDashPattern { dash: pattern },
        ]);
    }
}

fn colour(Colour([red, green, blue]): Colour) -> Color {
    let part = |value: u8| (f32::from(value) / 255.0 * 1000.0).round() / 1000.0;
    Color::Rgb(Rgb { r: part(red), g: part(green), b: part(blue), icc_profile: None })
}

/// To hundredths of a point, which is finer than any printer.
fn round(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}
