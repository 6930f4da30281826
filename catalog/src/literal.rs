//! Values that a catalog gives.

/// A value that a catalog gives, for example that of a field in an example.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number between `i64::MIN` and `u64::MAX`.
    Integer(i128),
    /// A number; never infinite, never not-a-number.
    Float(f64),
    /// A string; a TOML date or time is one too.
    String(String),
    /// An array.
    List(Vec<Literal>),
    /// A table, in the file's order.
    Table(Vec<(String, Literal)>),
}
