//! The formats of slots.

terms! {
    /// How a template writes the value of a slot: the text after the colon in `{name:string}`.
    SlotFormat {
        /// As a JSON string, whatever the type of the value is.
        String = "string",
    }
}
