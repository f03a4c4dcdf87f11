//! The logical structure of a document, for those who hear it: headings, lists and tables in reading order.

use crate::locale::Language;

/// Names a [`Node`].
pub(super) type NodeId = usize;

/// A kind of structure element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Document,
    H1,
    H2,
    H3,
    P,
    L,
    Li,
    Lbl,
    LBody,
    Table,
    Tr,
    /// The head of a column.
    ColumnHead,
    /// The head of a row.
    RowHead,
    Td,
    /// A drawing, which says in words what it shows.
    Figure,
}

impl Tag {
    /// The name of the element in a PDF.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Document => "Document",
            Self::H1 => "H1",
            Self::H2 => "H2",
            Self::H3 => "H3",
            Self::P => "P",
            Self::L => "L",
            Self::Li => "LI",
            Self::Lbl => "Lbl",
            Self::LBody => "LBody",
            Self::Table => "Table",
            Self::Tr => "TR",
            Self::ColumnHead | Self::RowHead => "TH",
            Self::Td => "TD",
            Self::Figure => "Figure",
        }
    }

    /// Which cells the head of a table speaks for.
    pub(super) fn scope(self) -> Option<&'static str> {
        match self {
            Self::ColumnHead => Some("Column"),
            Self::RowHead => Some("Row"),
            _ => None,
        }
    }
}

/// What an element holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kid {
    Node(NodeId),
    /// A piece of a page, by the number that marks it there.
    Content {
        page: usize,
        mark: usize,
    },
}

/// An element.
#[derive(Debug)]
pub(super) struct Node {
    /// What it is.
    pub(super) tag: Tag,
    /// The element that it stands in; none for the document.
    pub(super) parent: Option<NodeId>,
    /// What is in it, in reading order.
    pub(super) kids: Vec<Kid>,
    /// The language of what it says, where that is not the document's.
    pub(super) language: Option<Language>,
    /// What a drawing shows, in words.
    pub(super) shows: Option<String>,
}

impl Node {
    fn new(tag: Tag, parent: Option<NodeId>) -> Self {
        Self { tag, parent, kids: Vec::new(), language: None, shows: None }
    }
}

/// The tree of elements; the first is the document.
#[derive(Debug)]
pub(super) struct Tags(Vec<Node>);

impl Tags {
    /// The document.
    pub(super) const ROOT: NodeId = 0;

    /// A tree with nothing but the document.
    pub(super) fn new() -> Self {
        Self(vec![Node::new(Tag::Document, None)])
    }

    /// Adds an element as the last one of `parent`.
    pub(super) fn add(&mut self, parent: NodeId, tag: Tag) -> NodeId {
        let id = self.0.len();
        self.0.push(Node::new(tag, Some(parent)));
        self.0[parent].kids.push(Kid::Node(id));
        id
    }

    /// Says in which language an element speaks.
    pub(super) fn speak(&mut self, node: NodeId, language: Language) {
        self.0[node].language = Some(language);
    }

    /// Adds a drawing as the last element of `parent`; `shows` says what it shows to those who do not see it.
    pub(super) fn figure(&mut self, parent: NodeId, shows: String) -> NodeId {
        let node = self.add(parent, Tag::Figure);
        self.0[node].shows = Some(shows);
        node
    }

    /// Says that a marked piece of a page belongs to an element.
    pub(super) fn mark(&mut self, node: NodeId, page: usize, mark: usize) {
        self.0[node].kids.push(Kid::Content { page, mark });
    }

    /// What an element is.
    pub(super) fn tag(&self, node: NodeId) -> Tag {
        self.0[node].tag
    }

    /// Every element by its number.
    pub(super) fn nodes(&self) -> &[Node] {
        &self.0
    }
}
