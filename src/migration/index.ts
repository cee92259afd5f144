export * from './migration-step';
