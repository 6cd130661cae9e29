//! Adding and removing parts of a scenario, as the form's buttons ask for it.
//!
//! An edit works on the tree as it was typed: faults elsewhere in the form do not prevent it, and it
//! changes nothing else.

use super::Scenario;
use crate::fields::read::Section;
use crate::fields::{Absent, Kind, Node, SectionSpec, Spec};

/// The name of the buttons that ask for an edit.
pub const FIELD: &str = "edit";

/// An edit of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Add an item at the end of the list at this path, or the section at this path.
    Add(String),
    /// Remove the item or section at this path.
    Remove(String),
    /// Nothing: the form only moves to an address without defaults.
    Nothing,
}

/// Where the user goes on after an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// At the input of this path.
    Input(String),
    /// At the button that adds to the list at this path, or adds the section at it.
    Add(String),
}

impl Edit {
    /// The value of the button.
    #[must_use]
    pub fn value(&self) -> String {
        match self {
            Self::Add(path) => format!("add:{path}"),
            Self::Remove(path) => format!("remove:{path}"),
            Self::Nothing => "nothing".to_owned(),
        }
    }

    /// The edit of a button's value; [`Edit::Nothing`] for a value that no button has.
    #[must_use]
    pub fn parse(value: &str) -> Self {
        match value.split_once(':') {
            Some(("add", path)) => Self::Add(path.to_owned()),
            Some(("remove", path)) => Self::Remove(path.to_owned()),
            _ => Self::Nothing,
        }
    }

    /// Applies the edit to a tree. A path that the scenario does not have changes nothing.
    pub fn apply(&self, root: &mut Node<'_>) {
        match self {
            Self::Add(path) => add(root, path),
            Self::Remove(path) => remove(root, path),
            Self::Nothing => {}
        }
    }

    /// Where the user goes on after the edit of this tree: at the first input of the part that was
    /// added, or at the button that adds the removed part again.
    #[must_use]
    pub fn next(&self, root: &Node<'_>) -> Option<Next> {
        match self {
            Self::Add(path) => match spec_at(path)?.kind {
                Kind::List { of, .. } => {
                    let last = items_at(root, path)?.len().checked_sub(1)?;
                    first_input(of, &format!("{path}.{last}"))
                }
                Kind::Section(of) => first_input(of, path),
                _ => None,
            }
            .map(Next::Input),
            Self::Remove(path) => {
                spec_at(path)?;
                let list = path
                    .rsplit_once('.')
                    .filter(|(_, last)| last.parse::<usize>().is_ok());
                Some(Next::Add(
                    list.map_or(path.as_str(), |(list, _)| list).to_owned(),
                ))
            }
            Self::Nothing => None,
        }
    }
}

/// Whether a field's value is the one that it has when it is left out.
#[must_use]
pub fn is_default(spec: &Spec, value: &Node<'_>) -> bool {
    let Absent::Default(default) = spec.absent else {
        return false;
    };
    match value {
        Node::Text(text) | Node::Number(text) => text.trim() == default,
        Node::Truth(truth) => truth.to_string() == default,
        Node::Absent | Node::List(_) | Node::Map(_) => false,
    }
}

/// Takes the defaults out of a tree, as a link does not carry them. Faults in the tree do not matter.
pub fn leave_out_defaults(root: &mut Node<'_>) {
    leave_out(root, Scenario::SPEC);
}

fn leave_out(node: &mut Node<'_>, section: &SectionSpec) {
    let Node::Map(fields) = node else {
        return;
    };
    fields.retain_mut(|(name, field)| {
        let Some(spec) = section.field(name) else {
            return true;
        };
        match (spec.kind, &mut *field) {
            (Kind::Section(of), inner) => leave_out(inner, of),
            (Kind::List { of, .. }, Node::List(items)) => {
                items.iter_mut().for_each(|item| leave_out(item, of));
            }
            _ => {}
        }
        spec.always || !is_default(spec, field)
    });
}

/// Takes the edit out of a tree that a form sent, if there is one.
#[must_use]
pub fn take(root: &mut Node<'_>) -> Option<Edit> {
    let Node::Map(fields) = root else {
        return None;
    };
    let at = fields.iter().position(|(name, _)| name == FIELD)?;
    match fields.remove(at).1 {
        Node::Text(value) => Some(Edit::parse(&value)),
        _ => None,
    }
}

/// The specification of a path's last field, looking through list places.
fn spec_at(path: &str) -> Option<&'static Spec> {
    let mut section = Scenario::SPEC;
    let mut found: Option<&'static Spec> = None;
    for part in path
        .split('.')
        .filter(|part| part.parse::<usize>().is_err())
    {
        let spec = section.field(part)?;
        if let Kind::Section(of) | Kind::List { of, .. } = spec.kind {
            section = of;
        }
        found = Some(spec);
    }
    found
}

/// The node at a path. Sections and lists on the way that do not exist yet are created.
fn node_at<'n, 't>(root: &'n mut Node<'t>, path: &str) -> Option<&'n mut Node<'t>> {
    let mut node = root;
    for part in path.split('.') {
        node = match (node, part.parse::<usize>()) {
            (Node::List(items), Ok(place)) => items.get_mut(place)?,
            (Node::Map(fields), Err(_)) => {
                let found = fields.iter().position(|(name, _)| name == part);
                let at = found.unwrap_or_else(|| {
                    fields.push((part.to_owned().into(), Node::EMPTY));
                    fields.len().saturating_sub(1)
                });
                &mut fields.get_mut(at)?.1
            }
            _ => return None,
        };
    }
    Some(node)
}

/// The items of the list at a path.
fn items_at<'n, 't>(root: &'n Node<'t>, path: &str) -> Option<&'n [Node<'t>]> {
    let mut node = root;
    for part in path.split('.') {
        node = match (node, part.parse::<usize>()) {
            (Node::List(items), Ok(place)) => items.get(place)?,
            (map, _) => map.field(part)?,
        };
    }
    match node {
        Node::List(items) => Some(items),
        _ => None,
    }
}

/// The path of the first input that the form shows of a section at a path.
fn first_input(section: &SectionSpec, path: &str) -> Option<String> {
    let shown = |fine: bool| {
        section.fields.iter().find_map(|spec| {
            let path = format!("{path}.{}", spec.name);
            match spec.kind {
                _ if spec.fine != fine => None,
                Kind::List { .. } => None,
                Kind::Section(of) => first_input(of, &path),
                _ => Some(path),
            }
        })
    };
    shown(false).or_else(|| shown(true))
}

fn add(root: &mut Node<'_>, path: &str) {
    let Some(spec) = spec_at(path) else {
        return;
    };
    let table = root.text_at("tables.0.name").unwrap_or_default();
    let function = root.text_at("functions.0.name").unwrap_or_default();
    let starter = |of: &SectionSpec, number: usize| starter(of, number, &table, &function);
    match spec.kind {
        Kind::List { of, max } => {
            let Some(node) = node_at(root, path) else {
                return;
            };
            if *node == Node::EMPTY {
                *node = Node::List(Vec::new());
            }
            if let Node::List(items) = node
                && items.len() < max
            {
                let number = items.len().saturating_add(1);
                items.push(starter(of, number));
            }
        }
        Kind::Section(of) => {
            if let Some(node) = node_at(root, path)
                && *node == Node::EMPTY
            {
                *node = starter(of, 1);
            }
        }
        _ => {}
    }
}

/// A new item: its name, its examples and its other required fields.
fn starter(of: &SectionSpec, number: usize, table: &str, function: &str) -> Node<'static> {
    let mut fields = Vec::new();
    for spec in of.fields {
        let text = match (spec.name, spec.kind) {
            ("table", Kind::Text { .. }) => table.to_owned(),
            ("function", Kind::Text { .. }) => function.to_owned(),
            _ if !spec.example.is_empty() => spec.example.to_owned(),
            ("name", Kind::Text { .. }) => format!("{}-{number}", of.name),
            (_, Kind::Choice(words)) if spec.absent == Absent::Fault || spec.always => {
                words.first().map_or("", |choice| choice.word).to_owned()
            }
            _ => continue,
        };
        if !text.is_empty() {
            fields.push((spec.name.into(), Node::Text(text.into())));
        }
    }
    Node::Map(fields)
}

fn remove(root: &mut Node<'_>, path: &str) {
    let (parent, last) = path.rsplit_once('.').unwrap_or(("", path));
    let parent = if parent.is_empty() {
        Some(root)
    } else {
        node_at(root, parent)
    };
    match (parent, last.parse::<usize>()) {
        (Some(Node::List(items)), Ok(place)) if place < items.len() => {
            items.remove(place);
        }
        (Some(Node::Map(fields)), Err(_)) => fields.retain(|(name, _)| name != last),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::{Faults, query};

    fn edited(typed: &str) -> String {
        let mut node = query::parse(typed, &mut Faults::default());
        if let Some(edit) = take(&mut node) {
            edit.apply(&mut node);
        }
        query::write_typed(&node)
    }

    #[test]
    fn an_item_is_added_with_something_to_start_from() {
        assert_eq!(
            edited("traffic.requests_per_month=x&edit=add:functions"),
            "traffic.requests_per_month=x&functions.0.name=function-1&functions.0.memory_mb=512\
             &functions.0.duration_ms=100&functions.0.log_kb=0.5"
        );
        assert_eq!(
            edited("functions.0.name=f&tables.0.name=t&edit=add:functions.0.operations"),
            "functions.0.name=f&functions.0.operations.0.table=t&functions.0.operations.0.kind=get\
             &functions.0.operations.0.item_kb=1&tables.0.name=t"
        );
        assert_eq!(
            edited("edit=add:logs"),
            "logs.class=standard&logs.retention_days=30"
        );
    }

    #[test]
    fn an_item_or_section_is_removed() {
        assert_eq!(
            edited("functions.0.name=a&functions.1.name=b&edit=remove:functions.0"),
            "functions.0.name=b"
        );
        assert_eq!(edited("api.kind=http&region=r&edit=remove:api"), "region=r");
    }

    #[test]
    fn what_makes_no_sense_changes_nothing() {
        for edit in [
            "add:nothing",
            "remove:functions.7",
            "add:functions.7.operations",
            "x",
            "add:",
        ] {
            assert_eq!(
                edited(&format!("region=r&edit={edit}")),
                "region=r",
                "{edit}"
            );
        }
    }

    /// Where the user goes on after the edit of a query string.
    fn next(typed: &str) -> Option<Next> {
        let mut node = query::parse(typed, &mut Faults::default());
        let edit = take(&mut node)?;
        edit.apply(&mut node);
        edit.next(&node)
    }

    #[test]
    fn one_goes_on_at_what_was_added_or_where_it_was_removed() {
        let input = |path: &str| Some(Next::Input(path.to_owned()));
        let add = |path: &str| Some(Next::Add(path.to_owned()));
        let two = "functions.0.name=a&functions.1.name=b";
        for (typed, expected) in [
            (
                format!("{two}&edit=add:functions"),
                input("functions.2.name"),
            ),
            (
                format!("{two}&edit=add:functions.1.operations"),
                input("functions.1.operations.0.table"),
            ),
            ("edit=add:logs".to_owned(), input("logs.class")),
            ("edit=add:api".to_owned(), input("api.kind")),
            (format!("{two}&edit=remove:functions.0"), add("functions")),
            (
                "tables.0.indexes.0.name=i&edit=remove:tables.0.indexes.0".to_owned(),
                add("tables.0.indexes"),
            ),
            (
                "logs.class=standard&edit=remove:logs".to_owned(),
                add("logs"),
            ),
            ("edit=nothing".to_owned(), None),
            ("edit=add:nothing".to_owned(), None),
            ("edit=remove:nothing".to_owned(), None),
            ("region=r".to_owned(), None),
        ] {
            assert_eq!(next(&typed), expected, "{typed}");
        }
    }

    #[test]
    fn what_is_default_is_left_out_and_what_is_not_stays() {
        let mut node = query::parse(
            "version=1&region=us-east-1&billing.free_tier=none&billing.rounding=per-line-cents&foo=none\
             &functions.0.name=f&functions.0.share=1&functions.0.memory_mb=x&tables.0.capacity.mode=on-demand\
             &tables.0.name=t&tables.0.pitr=false",
            &mut Faults::default(),
        );
        leave_out_defaults(&mut node);
        assert_eq!(
            query::write_typed(&node),
            "version=1&region=us-east-1&billing.rounding=per-line-cents&foo=none&functions.0.name=f\
             &functions.0.memory_mb=x&tables.0.name=t"
        );
    }
}
