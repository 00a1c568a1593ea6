/* Tables that are sorted by their heads, and matrices whose cells are shaded by value. */
(() => {
  const undefinedLast = Number.NEGATIVE_INFINITY;

  function keyOf(row, column, isNumeric) {
    const cell = row.cells[column];
    return isNumeric ? (cell.dataset.v === undefined ? undefinedLast : Number(cell.dataset.v)) : cell.textContent.trim();
  }

  function sort(table, column, head) {
    const isNumeric = head.dataset.numeric === 'yes';
    // Numbers: the largest first, because that is what one looks for.
    const first = isNumeric ? 'descending' : 'ascending';
    const order = head.ariaSort === first ? (isNumeric ? 'ascending' : 'descending') : first;
    const sign = order === 'ascending' ? 1 : -1;
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row, index) => ({ row, index, key: keyOf(row, column, isNumeric) }));
    rows.sort((a, b) => {
      if (isNumeric && (a.key === undefinedLast || b.key === undefinedLast)) {
        return a.key === b.key ? a.index - b.index : a.key === undefinedLast ? 1 : -1;
      }
      return sign * (isNumeric ? a.key - b.key : a.key.localeCompare(b.key, 'en', { numeric: true })) || a.index - b.index;
    });
    body.append(...rows.map(item => item.row));
    for (const other of table.tHead.rows[0].cells) { other.ariaSort = other === head ? order : 'none'; }
  }

  for (const table of document.querySelectorAll('table.sortable')) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      head.querySelector('button').addEventListener('click', () => sort(table, column, head));
    });
  }

  for (const table of document.querySelectorAll('table.heat')) {
    const cells = [...table.querySelectorAll('td[data-v]')];
    const values = cells.map(cell => Number(cell.dataset.v));
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const isLowerBetter = table.dataset.better === 'lower';
    cells.forEach((cell, i) => {
      const share = high > low ? (values[i] - low) / (high - low) : 0;
      cell.style.setProperty('--heat', String(Math.round(100 * (isLowerBetter ? 1 - share : share))));
    });
  }
})();
