//! Finds ids by a number computed from each id. Ids share long beginnings, which makes comparing
//! texts slow; two numbers are compared in one step.

/// The places of ids by their keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct IdIndex {
    /// Each id's key and its place, in rising order.
    places: Vec<(u64, usize)>,
}

/// An id's length, over its last seven bytes. Ids that share it are told apart by comparing them.
fn key(id: &str) -> u64 {
    let bytes = id.as_bytes();
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX) << 56;
    let last = match bytes.last_chunk() {
        Some(last) => u64::from_le_bytes(*last) >> 8,
        None => bytes
            .iter()
            .rev()
            .take(7)
            .fold(0, |key, byte| (key << 8) | u64::from(*byte)),
    };
    last | length
}

impl IdIndex {
    /// The index of these ids, whose places are those of the iterator.
    pub(super) fn new<'i>(ids: impl Iterator<Item = &'i str>) -> Self {
        let mut places: Vec<(u64, usize)> = Vec::new();
        for (place, id) in ids.enumerate() {
            // Put in one by one, as sorting weighs more in the browser than a few hundred ids take.
            let key = key(id);
            let at = places.partition_point(|(other, _)| *other <= key);
            places.insert(at, (key, place));
        }
        Self { places }
    }

    /// The place of an id, if it is there; `at` tells which id is in a place. Allocates nothing.
    pub(super) fn find<'i>(
        &self,
        id: &str,
        at: impl Fn(usize) -> Option<&'i str>,
    ) -> Option<usize> {
        let key = key(id);
        let first = self.places.partition_point(|(other, _)| *other < key);
        let from = self.places.get(first..)?;
        let alike = from.iter().take_while(|(other, _)| *other == key);
        let mut places = alike.map(|(_, place)| *place);
        places.find(|place| at(*place) == Some(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_share_a_key_are_told_apart() {
        let ids = [
            "a.b.requests",
            "c.d.requests",
            "requests",
            "",
            "a.b.request",
        ];
        let index = IdIndex::new(ids.into_iter());
        assert_eq!(key(ids[0]), key(ids[1]));
        for (place, id) in ids.into_iter().enumerate() {
            assert_eq!(
                index.find(id, |at| ids.get(at).copied()),
                Some(place),
                "{id}"
            );
        }
        for id in ["b.b.requests", "request", "a.b.requestz", "x"] {
            assert_eq!(index.find(id, |at| ids.get(at).copied()), None, "{id}");
        }
    }
}
