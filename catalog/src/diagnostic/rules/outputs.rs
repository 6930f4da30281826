//! Rules for the files that `generate` and the build script write.

super::define_rules! {
    Hard:

    OUTPUT_OUTSIDE = Error "output-outside"
        "The path of an output is inside the catalog's folder."
        "A catalog from a third party must not be able to overwrite files outside its folder.";
    OUTPUT_HIDDEN = Error "output-hidden"
        "An output is not a hidden file, and is not in a hidden folder."
        "Hidden files such as `.env` and `.git/hooks/pre-commit` configure other programs. A catalog from a third party \
         must not be able to write these files.";
    OUTPUT_IS_INPUT = Error "output-is-input"
        "An output is not a file of the catalog, a translation or the lock."
        "The output would overwrite a file that the catalog consists of, or the record of its releases.";
    DUPLICATE_OUTPUT = Error "duplicate-output"
        "No two outputs write to the same file or region."
        "The second output would overwrite the first.";
    OUTPUT_KIND = Error "output-kind"
        "An output has a known kind."
        "If an output of an unknown kind were silently skipped, the run would look successful.";
    OUTPUT_FEATURE = Error "output-feature"
        "The Cargo feature that an output needs is enabled."
        "Some kinds of outputs need large dependencies, so a build contains these kinds only if their features \
         are enabled. If the output were silently skipped, the run would look successful.";
    OUTPUT_OPTION = Error "output-option"
        "An output has only the options of its kind, with valid values."
        "A mistyped option would be ignored, and the output would have its default form.";
    OUTPUT_REGION = Error "output-region"
        "An output can be a region of a file only if its format has comments."
        "The markers of a region are comments. A format without comments has no place for the \
         markers.";
    OUTPUT_UNREADABLE = Error "output-unreadable"
        "An output file that already exists can be read."
        "The old content of a file is compared with the new content, and the text around a region is kept. If the file \
         cannot be read, that text would be lost.";
    OUTPUT_EXISTS = Error "output-exists"
        "An output only replaces a file that error-catalog has generated."
        "The existing file was written by hand or by another program, and its content would be lost."
        ["errors.toml" "docs/errors.md"] -> ["errors.toml"];
    REGION_NAME = Error "region-name"
        "The name of a region consists of letters, digits, `-`, `_` and `.`."
        "The name is part of a marker, which is a comment on one line. Other characters can end the comment or the \
         name, so the region would never be found.";
    REGION_MISSING = Error "region-missing"
        "The file of a region exists and contains both markers of the region."
        "Without the markers, nothing shows which part of the file may be replaced."
        ["errors.toml" "README.md"] -> ["README.md"];
    REGION_TWICE = Error "region-twice"
        "A file contains each region only once."
        "Only one of the two regions would be kept up to date."
        ["errors.toml" "README.md"] -> ["README.md"];
    REGION_UNCLOSED = Error "region-unclosed"
        "A region ends before the next region begins."
        "Without an end marker, the generated text would replace the rest of the file."
        ["errors.toml" "README.md"] -> ["README.md"];
    REGION_MARKER = Error "region-marker"
        "The generated text for a region does not contain the marker of a region."
        "A marker in the text would end the region early, and the next run would leave part of the old text in the \
         file."
        ["errors.toml" "README.md"] -> ["errors.toml"];
}
