import { testRepeated } from './support/repeated';

// With its defaults, by night: what makes a second app takes as long as the first, and here is each construct with all it can do.
testRepeated('hardened');
