import tseslint from "typescript-eslint";

export default tseslint.config(
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  // One program for all modules is faster than the project service, which starts again for each module.
  { languageOptions: { parserOptions: { project: "tsconfig.json", tsconfigRootDir: import.meta.dirname } } },
  // These catalogs have deprecated errors. The types of a module refer to the types of all errors.
  { files: ["hostile*.ts", "templates.ts"], rules: { "@typescript-eslint/no-deprecated": "off" } },
  // Without errors, some types are empty.
  {
    files: ["empty.ts"],
    rules: {
      "@typescript-eslint/no-generated-empty-object-type": "off",
      "@typescript-eslint/no-redundant-type-constituents": "off",
    },
  },
);
