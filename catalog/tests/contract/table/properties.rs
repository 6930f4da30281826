//! Changes of properties.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    (
        "another value of a property",
        "properties.p = 'string?'\nwire.body.'p?' = '{p}'\n[errors.a]\nstatus = 404\nmessage = 'a'\nproperties.p = 'x'",
        "properties.p = 'string?'\nwire.body.'p?' = '{p}'\n[errors.a]\nstatus = 404\nmessage = 'a'\nproperties.p = 'y'",
        &["major property-changed a"],
    ),
    (
        "another value of a property for documents",
        "properties.p = 'u8?'\n[errors.a]\nstatus = 404\nmessage = 'a {p}'\nproperties.p = 1",
        "properties.p = 'u8?'\n[errors.a]\nstatus = 404\nmessage = 'a {p}'\nproperties.p = 2",
        &["patch property-changed a"],
    ),
    (
        "a property",
        "properties.p = 'bool?'\nwire.body.'p?' = '{p}'\n[errors.a]\nstatus = 404\nmessage = 'a'",
        "properties.p = 'bool?'\nwire.body.'p?' = '{p}'\n[errors.a]\nstatus = 404\nmessage = 'a'\nproperties.p = true",
        &["minor property-added a"],
    ),
    (
        "a property for documents",
        "[errors.a]\nstatus = 404\nmessage = 'a'",
        "properties.p = 'string?'\n[errors.a]\nstatus = 404\nmessage = 'a'\nproperties.p = 'a{b}\"'",
        &["patch property-added a"],
    ),
];
