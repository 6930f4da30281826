//! The files that `generate` and the build script write.

super::define_rules! {
    Hard:

    OUTPUT_OUTSIDE = Error "output-outside"
        "An output is in the catalog's folder."
        "A catalog from elsewhere must not be able to overwrite files outside its folder.";
    DUPLICATE_OUTPUT = Error "duplicate-output"
        "Different outputs write to different places."
        "The second output would overwrite the first.";
    OUTPUT_NOT_YET = Error "output-not-yet"
        "An output has a kind that can be generated."
        "The format reserves the kind for a later version. Writing nothing would look like success.";
    OUTPUT_UNREADABLE = Error "output-unreadable"
        "An existing output file can be read."
        "The file is compared before it is written, and a region keeps the text around it. Without reading the file, \
         that text would be lost.";
    REGION_MISSING = Error "region-missing"
        "The file of a region exists and contains both markers of the region."
        "Without the markers there is no telling which part of the file may be replaced."
        ["errors.toml" "README.md"] -> ["README.md"];
    REGION_TWICE = Error "region-twice"
        "A file contains a region once."
        "Only one of the two would be kept up to date."
        ["errors.toml" "README.md"] -> ["README.md"];
    REGION_UNCLOSED = Error "region-unclosed"
        "A region ends before the next one begins."
        "Without its end marker, a region would replace the rest of the file."
        ["errors.toml" "README.md"] -> ["README.md"];
    REGION_MARKER = Error "region-marker"
        "The text for a region contains no marker."
        "The marker would end the region early, and the next run would leave old text behind."
        ["errors.toml" "README.md"] -> ["errors.toml"];
}
