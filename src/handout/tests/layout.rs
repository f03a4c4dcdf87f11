//! Looks at finished pages: whether everything stands inside the margins, and nothing on anything else.

use crate::handout::block::{Ink, Item};
use crate::handout::compose::Composed;
use crate::handout::marks::Path;
use crate::handout::sheet::{MM, Sheet};

/// Where one sees something, in points from the upper left corner of the page.
#[derive(Clone, Copy, Debug)]
struct Extent {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

impl Extent {
    /// The extents of an item on its sheet: of its text, or of each outline of its drawing.
    fn of(item: &Item, sheet: Sheet) -> Vec<Self> {
        let upright = Self::upright(item);
        let turned = |it: Self| Self {
            left: sheet.width - it.right,
            top: sheet.height - it.bottom,
            right: sheet.width - it.left,
            bottom: sheet.height - it.top,
        };
        if item.is_turned { upright.into_iter().map(turned).collect() } else { upright }
    }

    fn upright(item: &Item) -> Vec<Self> {
        match &item.ink {
            // From the height of capitals to the depth of a descender.
            Ink::Text(line) => vec![Self {
                left: item.x,
                top: item.y - 0.65 * line.style.size,
                right: item.x + line.width,
                bottom: item.y + 0.2 * line.style.size,
            }],
            Ink::Figure(figure) => figure.paths.iter().map(|path| Self::outline(item, path)).collect(),
        }
    }

    fn outline(item: &Item, path: &Path) -> Self {
        let [xs, ys] = [|point: &(f32, f32, bool)| point.0, |point: &(f32, f32, bool)| point.1];
        let ends = |part: fn(&(f32, f32, bool)) -> f32| {
            let parts = || path.points.iter().map(part);
            (parts().fold(f32::INFINITY, f32::min), parts().fold(f32::NEG_INFINITY, f32::max))
        };
        let ((left, right), (top, bottom)) = (ends(xs), ends(ys));
        Self { left: item.x + left, top: item.y + top, right: item.x + right, bottom: item.y + bottom }
    }

    /// Whether two things lie on each other by more than a hair.
    fn covers(&self, other: &Self) -> bool {
        let hair = 0.3;
        self.left + hair < other.right
            && other.left + hair < self.right
            && self.top + hair < other.bottom
            && other.top + hair < self.bottom
    }

    /// Whether the whole of another lies inside: the band of the months and the frame carry words.
    fn carries(&self, other: &Self) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && self.right >= other.right
            && self.bottom >= other.bottom
    }
}

/// An item, in few words.
fn telling(item: &Item, sheet: Sheet) -> String {
    let words = match &item.ink {
        Ink::Text(line) => line.text().chars().take(60).collect(),
        Ink::Figure(_) => "a figure".to_owned(),
    };
    format!("{words:?} at {:?}", Extent::of(item, sheet))
}

/// What is wrong with the pages of a document; nothing, if all is well.
pub(super) fn faults(composed: &Composed) -> Vec<String> {
    let mut faults = Vec::new();
    for (number, page) in composed.pages.iter().enumerate() {
        let first = composed.first.filter(|_| number == 0);
        let sheet = first.unwrap_or(composed.sheet);
        let mut fault = |what: &str, items: &[&Item]| {
            let told: Vec<String> = items.iter().map(|item| telling(item, sheet)).collect();
            faults.push(format!("page {}: {what}: {}", number + 1, told.join(" and ")));
        };
        let mut seen: Vec<(Extent, &Item)> = page
            .iter()
            .flat_map(|item| Extent::of(item, sheet).into_iter().map(move |it| (it, item)))
            .collect();
        // A footer stands below the text, if the page has one.
        let lowest = first.map_or(sheet.height - 11.0 * MM, |first| first.bottom);
        for (extent, item) in &seen {
            // Half a stroke, or half a mark at the end of the year, may stand over an edge.
            let inside = extent.left >= sheet.left - 1.0 && extent.right <= sheet.right + 1.0;
            // Of a text the baseline counts.
            let y = if item.is_turned { sheet.height - item.y } else { item.y };
            if !inside || y < sheet.top - 0.01 || y > lowest + 0.01 {
                fault("outside the margins", &[item]);
            }
        }
        seen.sort_by(|one, other| one.0.top.total_cmp(&other.0.top));
        for (index, (extent, item)) in seen.iter().enumerate() {
            let below = seen[index + 1..].iter().take_while(|(other, _)| other.top < extent.bottom);
            for (other, with) in below.filter(|(other, _)| extent.covers(other)) {
                let is_text = |item: &Item| matches!(item.ink, Ink::Text(_));
                let clash = match (is_text(item), is_text(with)) {
                    (true, true) => true,
                    (false, true) => !extent.carries(other),
                    (true, false) => !other.carries(extent),
                    // Drawings are made of drawings.
                    (false, false) => false,
                };
                if clash {
                    fault("on each other", &[item, with]);
                }
            }
        }
    }
    faults
}
