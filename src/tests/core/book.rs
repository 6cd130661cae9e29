//! The price book: the embedded one is sound, and bad ones are refused with the right words.
