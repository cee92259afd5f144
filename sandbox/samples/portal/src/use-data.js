import { useEffect, useState } from 'react';
import { graphql, reasonOf } from './graphql.js';

/** The data of a query: `undefined` while it is on its way. */
export function useData(query) {
  const [data, setData] = useState();
  const [problem, setProblem] = useState();
  useEffect(() => {
    graphql(query)
      .then(setData)
      .catch(async (error) => setProblem(await reasonOf(error)));
  }, [query]);
  return { data, problem };
}

export const money = ({ amount, currency }) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount);
