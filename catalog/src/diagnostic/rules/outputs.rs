//! Rules for the files that `generate` and the build script write.

super::define_rules! {
    Hard:

    OUTPUT_OUTSIDE = Error "output-outside"
        "An output is in the catalog's folder."
        "A catalog from elsewhere must not be able to overwrite files outside its folder.";
    DUPLICATE_OUTPUT = Error "duplicate-output"
        "Different outputs write to different places."
        "The second output would overwrite the first.";
    OUTPUT_KIND = Error "output-kind"
        "An output has a known kind."
        "Skipping an output of an unknown kind silently would look like success.";
    OUTPUT_FEATURE = Error "output-feature"
        "The feature that the kind of an output needs is enabled."
        "Some kinds need large dependencies, so a build compiles them only on request. Skipping the output \
         silently would look like success.";
    OUTPUT_OPTION = Error "output-option"
        "An output has only the options of its kind, with valid values."
        "A mistyped option would be ignored, and the output would have its default form.";
    OUTPUT_REGION = Error "output-region"
        "Only an output whose format has comments is a region of a file."
        "The markers of a region are comments. A format without comments has no place for them.";
    OUTPUT_UNREADABLE = Error "output-unreadable"
        "An existing output file can be read."
        "The file is compared before it is written, and a region keeps the text around it. Without reading the file, \
         that text would be lost.";
    REGION_MISSING = Error "region-missing"
        "The file of a region exists and contains both markers of the region."
        "Without the markers, nothing shows which part of the file may be replaced."
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
