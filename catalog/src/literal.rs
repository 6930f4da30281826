//! Values that a catalog contains.

/// A value that a catalog contains, such as the value of a field in an example.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number between `i64::MIN` and `u64::MAX`.
    Integer(i128),
    /// A number that is neither infinite nor NaN.
    Float(f64),
    /// A string, a date or a time. TOML dates and times become strings.
    String(String),
    /// An array.
    List(Vec<Literal>),
    /// A table, with its entries in the file's order.
    Table(Vec<(String, Literal)>),
}
