const table = [1];

export default function factorial(n) {
  for (let i = table.length; i <= n; i++) table.push(table[i - 1] * i);
  return table[n];
}
