//! The logical structure of a document, for those who hear it: headings, lists and tables in reading order.

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

#[derive(Debug)]
pub(super) struct Node {
    pub(super) tag: Tag,
    pub(super) parent: Option<NodeId>,
    pub(super) kids: Vec<Kid>,
}

/// The tree of elements; the first is the document.
#[derive(Debug)]
pub(super) struct Tags(Vec<Node>);

impl Tags {
    pub(super) const ROOT: NodeId = 0;

    pub(super) fn new() -> Self {
        Self(vec![Node { tag: Tag::Document, parent: None, kids: Vec::new() }])
    }

    /// A tree to lay something out with that is only measured. Elements of any parent may be added.
    pub(super) fn scratch() -> Self {
        Self::new()
    }

    /// Adds an element as the last one of `parent`.
    pub(super) fn add(&mut self, parent: NodeId, tag: Tag) -> NodeId {
        let id = self.0.len();
        self.0.push(Node { tag, parent: Some(parent), kids: Vec::new() });
        self.0[parent].kids.push(Kid::Node(id));
        id
    }

    /// Says that a marked piece of a page belongs to an element.
    pub(super) fn mark(&mut self, node: NodeId, page: usize, mark: usize) {
        self.0[node].kids.push(Kid::Content { page, mark });
    }

    pub(super) fn tag(&self, node: NodeId) -> Tag {
        self.0[node].tag
    }

    pub(super) fn nodes(&self) -> &[Node] {
        &self.0
    }
}
