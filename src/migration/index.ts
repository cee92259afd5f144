export * from './file-import';
export * from './import-column';
export * from './import-column-options';
export * from './import-format';
export * from './migration-step';
