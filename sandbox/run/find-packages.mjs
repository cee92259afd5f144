// Before a program that stands in the folder of an image: `node --import find-packages.mjs PROGRAM` finds packages of the sandbox.
import { findPackages } from './packages.mjs';

findPackages();
