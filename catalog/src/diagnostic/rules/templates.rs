//! Rules for templates, and for the fields that fill their slots.

super::define_rules! {
    Hard:

    UNBALANCED_BRACES = Error "unbalanced-braces"
        "Every brace in a template must belong to a slot or be doubled."
        "A single brace usually belongs to a slot that is not closed. If the brace were accepted, clients would see \
         the unfinished slot.";
    BAD_SLOT = Error "bad-slot"
        "A slot must contain a name in snake_case, with a known format or none."
        "The name in a slot refers to a value, and the names of all values are in snake_case. A mistyped format would \
         otherwise be part of the name.";
    UNKNOWN_SLOT = Error "unknown-slot"
        "A slot must name a field of the error or a built-in value."
        "If an unknown slot were accepted, clients would see the text `{name}` instead of a value.";
    INTERNAL_IN_PUBLIC = Error "internal-in-public"
        "A template that clients see must not use an internal field."
        "Internal fields contain values that are only for logs, such as queries and paths. A response with an internal \
         field would leak the field's value to clients.";
    SLOT_MAY_BE_ABSENT = Error "slot-may-be-absent"
        "A slot in a message or in a required member must always have a value."
        "Clients rely on every member whose key has no `?`. A single error without a value for a required member would \
         break clients.";
    SLOT_TYPE = Error "slot-type"
        "A field that fills a slot must have a type that fits the slot and its format."
        "A list or an object cannot be inserted into text. A field that fills the built-in slot `retry_after` must be \
         a number of seconds.";
    BAD_MESSAGE = Error "bad-message"
        "A message must contain only characters that the specification of the preset allows."
        "A client that follows the specification may reject a response that contains forbidden characters.";
    DUPLICATE_MEMBER = Error "duplicate-member"
        "An object must contain each member only once."
        "JSON parsers handle a repeated member differently: some parsers keep the first value, some keep the last \
         value, and some fail.";
    UNUSED_FIELD = Error "unused-field"
        "Every public field must be used in a template."
        "For an unused field, callers would have to supply a value that no client ever receives.";
    UNKNOWN_FIELD = Error "unknown-field"
        "A reference to a field must name an existing field, and must not show an internal field to clients."
        "A mistyped name refers to no value, and the values of internal fields are only for logs.";
    BAD_EXAMPLE = Error "bad-example"
        "An example value must have the type of its field."
        "Example values are copied into the documentation and into Rust code, where a value of the wrong type would \
         not compile.";
}
